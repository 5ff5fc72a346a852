from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from postilla.errors import SettingsError
from postilla.imports import inputs
from postilla.imports.inputs import Companions, Item, Refused, gather, member_bytes


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def names(*paths: Path) -> list[str]:
    return [
        f"{source.name}: {source.why}" if isinstance(source, Refused) else source.name
        for source in gather(paths)
    ]


def test_folders_are_searched_for_files_that_may_be_sources(tmp_path: Path) -> None:
    for name in ("b/a.xml", "b/a.png", "a.csv", "c.nxml", ".hidden.xml", "b/.git/x.xml"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    found = [Path(name).relative_to(tmp_path).as_posix() for name in names(tmp_path)]
    assert found == ["b/a.xml", "c.nxml", "a.csv"], "full texts come before tables"


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no"):
        names(tmp_path / "nowhere")


def test_a_named_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "download"
    file.write_bytes(b"x")
    (item,) = gather([file])
    assert isinstance(item, Item)
    assert item.named
    assert item.read() == b"x"


def test_members_of_an_archive(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "p.zip", **{"d/a.xml": b"<a/>", "d/f.png": b"x", "../out.xml": b"x", "/abs.xml": b"x"}
    )
    found = list(gather([path]))
    assert [source.name.removeprefix(f"{path.as_posix()}/") for source in found] == [
        "../out.xml",
        "/abs.xml",
        "d/a.xml",
    ]
    assert isinstance(found[0], Refused)
    assert "leads out of the archive" in found[0].why
    assert isinstance(found[1], Refused)
    assert isinstance(found[2], Item)
    assert found[2].read() == b"<a/>"


def test_links_in_an_archive_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert names(tmp_path / "p.zip")[0].endswith("it is a link")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", **{"a.xml": b"\0" * (8 << 20), "b.xml": b"<b/>"})
    first, second = gather([path])
    assert isinstance(first, Refused)
    assert "packed so tightly" in first.why
    assert isinstance(second, Item)


def test_an_archive_may_not_unpack_to_more_than_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "p.zip", **{"a.xml": b"x" * 2000})
    monkeypatch.setattr(inputs, "LARGEST_ARCHIVE", 1000)
    assert "more than 1,000 bytes together" in names(path)[0]
    monkeypatch.setattr(inputs, "LARGEST", 1000)
    monkeypatch.setattr(inputs, "LARGEST_ARCHIVE", 10_000)
    assert "1,000 are read at most" in names(path)[0]
    monkeypatch.setattr(inputs, "MOST_MEMBERS", 0)
    assert "holds 1 files" in names(path)[0]


def test_a_member_that_lies_about_its_length(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", **{"a.xml": b"x" * 100})
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("a.xml")
        member.file_size = 10
        with pytest.raises((ValueError, zipfile.BadZipFile)):
            member_bytes(archive, member)


def test_a_broken_archive_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", **{"a.xml": b"<a/>" * 100})
    data = path.read_bytes()
    path.write_bytes(data[:40] + b"\xff" * 20 + data[60:])
    for source in gather([path]):
        if isinstance(source, Item):
            with pytest.raises(OSError, match="archive"):
                source.read()


def test_files_beside_a_source_are_found_with_the_suffix_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    for name in ("a.xml", "Fig1.JPG", "img/fig2.png", "secret.png"):
        (tmp_path / name).write_bytes(b"x")
    item, companions = Item("a.xml", str(tmp_path / "a.xml")), Companions()
    assert companions.find(item, "fig1", (".png", ".jpg")) == str(tmp_path / "Fig1.JPG")
    assert companions.find(item, "fig1.tif", (".png", ".jpg")) == str(tmp_path / "Fig1.JPG")
    assert companions.find(item, "img/fig2", (".png",)) == str(tmp_path / "img/fig2.png")
    assert companions.find(item, "fig3", (".png",)) == ""


@pytest.mark.parametrize(
    "name", ["../secret.png", "/etc/passwd", "img/../../secret.png", "file:///etc/passwd", "C:\\x.png"]
)
def test_files_elsewhere_are_not_found(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (inner / "a.xml").write_bytes(b"x")
    assert Companions().find(Item("a.xml", str(inner / "a.xml")), name, (".png",)) == ""


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (inner / "fig1.png").symlink_to(tmp_path / "secret.png")
    assert Companions().find(Item("a.xml", str(inner / "a.xml")), "fig1", (".png",)) == ""


def test_files_within_an_archive_are_found(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", **{"d/a.xml": b"<a/>", "d/f1.png": b"png", "e/f2.png": b"x"})
    item, companions = Item("a", str(path), "d/a.xml"), Companions()
    found = companions.find(item, "f1", (".png",))
    assert companions.read(item, found) == b"png"
    assert companions.find(item, "f2", (".png",)) == ""
