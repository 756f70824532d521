"""An administrator keeps the rules of messages, decides what waits and what is reported, and takes a text away."""

from tests.examples.stage import Stage

WAITING = "00000000-0000-4000-8000-00000000e001"
REFUSED = "00000000-0000-4000-8000-00000000e003"
ANSWER = "00000000-0000-4000-8000-00000000e004"


def an_administrator_keeps_the_rules(stage: Stage) -> None:
    """One is added, tried, changed and taken away."""
    stage.call("listModerationRules", "admin")
    rule = {
        "key": "free_products", "pattern_kind": "words", "pattern": "free products only\nunpaid work", "action": "warn",
        "sentence": "Work here is paid. Say what you pay.",
    }  # fmt: skip
    stage.call("createModerationRule", "admin", rule)
    stage.call(
        "tryModerationRules", "admin", {"text": "It is un\u200bpaid work, write to j a n e (at) mail dot com"}
    )
    stage.call("readModerationRule", "admin", rule_key=rule["key"])
    stage.call("changeModerationRule", "admin", {"action": "hold"}, rule_key=rule["key"])
    stage.call("deleteModerationRule", "admin", rule_key=rule["key"])


def what_lena_writes_waits(stage: Stage) -> None:
    """A link that looks like another's is released, a second one refused."""
    for client_id, body in (
        (WAITING, "Is https://paypa1.com/login yours?"),
        (REFUSED, "https://paypa1.com/login"),
    ):
        stage.call("sendConversationMessage", "lena", {"client_id": client_id, "body": body})
    refused, waiting = (one["id"] for one in stage.call("listHeldMessages", "lena")["data"])
    stage.call("readHeldMessage", "lena", held_message_id=waiting)
    looked = {"reason": "She asks whose it is."}
    released = stage.call("releaseHeldMessage", "admin", looked, held_message_id=waiting)["seq"]
    stage.ids["seq"] = released
    stage.call("refuseHeldMessage", "admin", {"reason": "This is not our address."}, held_message_id=refused)


def both_report_what_the_other_wrote(stage: Stage) -> None:
    """One report is dismissed, with the other the text goes; what it said is kept."""
    answer = stage.call(
        "sendConversationMessage", "nora", {"client_id": ANSWER, "body": "No, and I am cross."}
    )
    rude = {"reason": "abuse", "note": "She shouts at me."}
    first = stage.call("reportMessage", "lena", rude, seq=answer["message"]["seq"])["id"]
    second = stage.call("reportMessage", "nora", {"reason": "fraud"})["id"]
    stage.call("listMessageReports", "admin", query={"status": "open"})
    stage.call("dismissMessageReport", "admin", {"note": "That is no abuse."}, report_id=first)
    stage.call("upholdMessageReport", "admin", {"note": "A false address.", "redact": True}, report_id=second)
    stage.call("redactMessage", "admin", {"reason": "A false address."})
    stage.call("readMessageOriginal", "admin", query={"reason": "Lena asks what she wrote."})
    stage.call("setLegalHold", "admin", {"on": True, "reason": "A court asks for it."})
    stage.call("setLegalHold", "admin", {"on": False, "reason": "The court has it."})


ACTS = (an_administrator_keeps_the_rules, what_lena_writes_waits, both_report_what_the_other_wrote)
