"""See the package."""

from tools.badge_pictures import draw

draw()
