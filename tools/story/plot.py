"""Who is in the story, and its numbers. Amounts are minor units: 25_000 is 250.00 dollars."""

from decimal import Decimal

BRAND, MARA, JONAS = "Copper Pot", "Mara", "Jonas"
HANDLES = {MARA: "mara-kocht-1054", JONAS: "jonas-am-herd-166"}
"""Their names at the pretended Instagram, where a name decides whose account it is."""

DEPOSITS = (150_000, 100_000)
PIECE, PIECES = 25_000, 2
"""What the brief pays for one reel, and how many it asks of each."""
MARA_ASKS = 60_001
JONAS_TAKES = 33_333
"""Sums that two pieces cannot share evenly: what does not divide is paid with the last one."""
WITHDRAWN = 120_000
"""More than the second deposit: a part of the first one goes back, too."""

FEE_BASIS_POINTS = 1_000
HOLD_DAYS = 7
"""What a platform takes and how long it keeps earnings, unless its administrators have changed it."""
DOLLARS_FOR_A_EURO = Decimal("1.10")
"""The sandbox's rate of every day."""

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1"
DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
TABLET = "Mozilla/5.0 (Linux; Android 13; SM-X910) AppleWebKit/537.36 Chrome/119.0 Safari/537.36"
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
