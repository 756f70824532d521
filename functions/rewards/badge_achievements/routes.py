"""`/badge-achievements/{key}`: what badges are for, for whoever was shown one."""

import json
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.answers import page, pictures
from common.errors import DomainError, NotFound
from common.public_pages import without_body
from common.refusals import refuses
from rewards.app import app
from rewards.badge_achievements import service
from rewards.badges import pages, rendering
from rewards.badges.disclosure import FIVE_MINUTES, NO_PAGE, data, html, refused, wanted
from rewards.badges.shapes import OB3, VC2, achievement

ACHIEVEMENT = "/badge-achievements/<achievement_key>"
TAGS = ["badges"]
REFUSALS = refuses(NotFound)
SHOWN = page(HTTPStatus.OK, "The page; or, by `Accept`, the achievement as JSON") | NO_PAGE


@app.get(ACHIEVEMENT, tags=TAGS, responses=SHOWN)
def show_badge_achievement(achievement_key: str) -> Response[Any]:
    """Show what a badge is for

    For everyone: a page for people, the Achievement of Open Badges 3.0 for programs that accept JSON. A hidden one is
    there once somebody publishes a badge of it.
    """
    try:
        with app.read() as tx:
            found = service.find(tx, achievement_key)
    except DomainError as error:
        return refused(error)
    if wanted() == "json":
        said = achievement(found.key, found.name, found.description, found.criteria)
        return data("application/ld+json", json.dumps({"@context": [VC2, OB3], **said}, ensure_ascii=False))
    return html(
        HTTPStatus.OK,
        pages.achievement(found.key, found.name, found.description, found.criteria),
        FIVE_MINUTES,
    )


@app.head(ACHIEVEMENT, tags=TAGS, responses=NO_PAGE)
def check_badge_achievement(achievement_key: str) -> Response[Any]:
    """Check whether there is such an achievement

    For everyone: the status and headers of `showBadgeAchievement`, without the page.
    """
    return without_body(show_badge_achievement(achievement_key))


@app.get(
    f"{ACHIEVEMENT}/picture.svg", tags=TAGS, responses=pictures("The picture", "image/svg+xml") | REFUSALS
)
def download_achievement_picture(achievement_key: str) -> Response[Any]:
    """Download the picture of what a badge is for

    For everyone: an SVG without anything that runs.
    """
    with app.read() as tx:
        found = service.find(tx, achievement_key)
    return data("image/svg+xml", rendering.picture(found.image_key, "svg").decode())


@app.head(f"{ACHIEVEMENT}/picture.svg", tags=TAGS, responses=REFUSALS)
def check_achievement_picture(achievement_key: str) -> Response[Any]:
    """Check whether there is a picture of it

    For everyone: the status and headers of `downloadAchievementPicture`, without the picture.
    """
    return without_body(download_achievement_picture(achievement_key))
