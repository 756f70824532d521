"""What the demo's creators say of themselves, so that the directory, media kits and matching have something to show."""

import re
from uuid import UUID

from psycopg.types.json import Jsonb

from local.demo_acting import Story

CATEGORIES = ("food", "outdoor", "books", "beauty", "travel")
PLACES = {
    "DE": ("Berlin", ["de", "en"], "Europe/Berlin"),
    "US": ("Austin", ["en"], "America/Chicago"),
    "FR": ("Lyon", ["fr", "en"], "Europe/Paris"),
    "BR": ("Recife", ["pt"], "America/Recife"),
}
AVAILABILITY = ("open", "open", "open", "limited", "closed")


def say_who_they_are(story: Story, creator: UUID, number: int) -> None:
    """The creator saves a whole profile; every second one shows a media kit to everybody."""
    categories, country = story.dice.sample(CATEGORIES, k=2), story.dice.choice(tuple(PLACES))
    city, languages, time_zone = PLACES[country]
    name = story.value("select display_name from creator_profiles where user_id = %s", creator)
    slug = re.sub("[^a-z]+", "-", f"{name} demo".lower())
    profile = {
        "display_name": name, "headline": f"{' and '.join(categories).capitalize()}, from {city}", "slug": slug,
        "media_kit_public": number % 2 == 0, "categories": categories, "languages": languages, "country_code": country,
        "city": city, "portfolio_links": [f"https://www.instagram.com/demo_{number}/"],
        "availability": AVAILABILITY[number % len(AVAILABILITY)], "available_from": None, "time_zone": time_zone,
    }  # fmt: skip
    rates = [
        {"deliverable_type": "instagram_reel", "currency": "usd", "amount": 15_000 + 2_500 * (number % 9)},
        {"deliverable_type": "tiktok_video", "currency": "usd", "amount": 12_000 + 2_000 * (number % 7)},
    ]
    with story.acting(creator) as db:
        db.execute("select app.save_creator_profile(%s, %s)", (Jsonb(profile), Jsonb(rates)))
