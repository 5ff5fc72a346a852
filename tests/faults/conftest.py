"""The HTML validator, as for the tests of sites."""

from tests.site.conftest import vnu

__all__ = ["vnu"]
