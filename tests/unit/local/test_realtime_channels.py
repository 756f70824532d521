"""Names of channels as AppSync takes them."""

import pytest

from local.realtime.channels import BadChannel, Channel, parse_channel

LONG = "a" * 50


@pytest.mark.parametrize("name", [
    "/users/a/b", "users/a/b", "/users", "/users/a/b/c/d", f"/users/{LONG}", "/users/a-b/0", "/users/A",
])  # fmt: skip
def test_a_name_is_taken_with_and_without_its_first_slash(name: str) -> None:
    assert parse_channel(name).path == "/" + name.strip("/")


@pytest.mark.parametrize("name", [
    "", "/", "//users", "/users/", "/users//a", "/users/a/b/c/d/e", f"/users/{LONG}a", "/users/-a", "/users/a-",
    "/users/a_b", "/users/ä", "/users/a\n", "/users/*", "/users/*/a", "/*", "*", "/others/a", None, 1, ["users"],
])  # fmt: skip
def test_other_names_are_refused(name: object) -> None:
    with pytest.raises(BadChannel):
        parse_channel(name)


def test_a_wildcard_stands_at_the_end_and_hears_all_that_lies_below() -> None:
    below = parse_channel("/users/a/*", wildcard=True)
    heard = ("/users/a/b", "/users/a/b/c", "/users/a/b/c/d")
    assert all(below.hears(parse_channel(name)) for name in heard)
    assert not any(
        below.hears(parse_channel(name)) for name in ("/users", "/users/a", "/users/ab/c", "/users/b/c")
    )
    assert Channel(("users", "a")).hears(parse_channel("users/a"))
    for name in ("/users/*/a", "/*", "*", "/users/**", "/users/a*"):
        with pytest.raises(BadChannel):
            parse_channel(name, wildcard=True)
