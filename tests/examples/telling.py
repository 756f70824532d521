"""Everybody is told what happens, here and by mail, and says what they do not want to hear."""

from urllib.parse import urlsplit

from local import identity
from tests.examples.stage import Stage

LENA = "lena@example.org"


def lena_reads_her_inbox(stage: Stage) -> None:
    """One notification after the other, then all."""
    stage.tokens["service"] = identity.load(stage.system.data_dir.identity_key).service_token()
    told = {"action": "send", "user_id": stage.ids["lena"], "category": "system", "type": "hello.said",
            "title": "The kettle is on", "message": "Come in."}  # fmt: skip
    stage.ids["notification_id"] = stage.call("callNotifications", "service", told)["notification_id"]
    stage.call("askNotifications", "lena", query={"action": "get-unread-count"})
    stage.call("listNotifications", "lena", query={"category": "system"})
    stage.call("readNotification", "lena")
    stage.call("markNotificationRead", "lena")
    stage.call("markAllNotificationsRead", "lena")
    stage.call("readNotificationPreferences", "lena")


def lena_leaves_by_the_link_of_a_mail(stage: Stage) -> None:
    """One click ends the mail of a category; she has it back by her preferences."""
    stage.run_job("notifications-sweep")
    mail = stage.mail_to(LENA, "Come in.")
    token = urlsplit(mail["headers"]["List-Unsubscribe"].strip("<>")).path.rpartition("/")[2]
    stage.call("checkUnsubscribeLink", token=token)
    stage.call("showUnsubscribePage", token=token)
    stage.call("endMail", token=token)
    choice = {"data": [{"category": "system", "enabled": True}]}
    stage.call("setNotificationPreferences", "lena", choice)


def an_administrator_looks_after_mail(stage: Stage) -> None:
    """What was not delivered is tried again; an address that bounced gets mail again."""
    deliveries = stage.call(
        "listDeliveries", "admin", query={"notification_id": stage.ids["notification_id"]}
    )
    stage.ids["delivery_id"] = deliveries["data"][0]["id"]
    stage.call("readDelivery", "admin")
    stage.change(
        "update notification_deliveries set status = 'failed', error = 'no such mailbox' where id = %s",
        stage.ids["delivery_id"],
    )
    stage.call("retryDelivery", "admin")


ACTS = (
    lena_reads_her_inbox,
    lena_leaves_by_the_link_of_a_mail,
    an_administrator_looks_after_mail,
)
