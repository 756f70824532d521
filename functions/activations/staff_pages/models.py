"""What a screen shows, as its page reads it."""

from common.models.base import Output


class Screen(Output):
    """The pictures of a code: of a rotating one those of the next ten minutes at least."""

    now: float
    """Seconds since 1970, by our clock: a screen counts from here, whatever its own clock says."""
    rotate_seconds: int
    """How long each picture is shown; 0: the code does not rotate, and there is one picture."""
    first_step: int
    """The step of the first picture: `now` divided by `rotate_seconds`."""
    pictures: list[str]
    """SVG, one for each step."""
