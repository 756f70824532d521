"""Nora, who sells tea, and Lena, who cooks, come in; codes and passwords change hands."""

from local.welcome import DEMO_PASSWORD
from tests.examples.stage import Stage

NORA, NORAS_NEXT = "nora@example.org", "nora.lind@example.org"
TIMO = "timo@example.org"
SECOND_PASSWORD, THIRD_PASSWORD = "a-kettle-on-the-stove", "a-teapot-on-the-table"


def nora_signs_up(stage: Stage) -> None:
    """From an address to a session."""
    account = {"email": NORA, "password": DEMO_PASSWORD, "role": "brand", "full_name": "Nora Lind"}
    stage.ids["nora"] = stage.call("signUp", body=account)["user_id"]
    code = stage.code_for(NORA)
    stage.call("resendConfirmationCode", body={"email": NORA})  # within a minute, so that nothing is sent
    stage.call("confirmAddress", body={"email": NORA, "code": code})
    session = stage.call("signIn", body={"email": NORA, "password": DEMO_PASSWORD})
    session = stage.call("refreshTokens", body={"refresh_token": session["refresh_token"]})
    stage.call("signOut", body={"refresh_token": session["refresh_token"]})


def nora_forgets_her_password(stage: Stage) -> None:
    """Links and codes of mails instead of it, and a new one."""
    stage.call("requestMagicLink", body={"email": NORA})
    stage.call("signInWithMagicLink", body={"email": NORA, "code": stage.code_for(NORA)})
    stage.call("requestPasswordReset", body={"email": NORA})
    stage.call("signInWithRecoveryCode", body={"email": NORA, "code": stage.code_for(NORA)})


def timo_forgets_his_password(stage: Stage) -> None:
    """A new one by a code."""
    stage.call("requestPasswordReset", body={"email": TIMO})
    reset = {
        "email": TIMO,
        "code": stage.code_for(TIMO, "Choose a new password"),
        "password": SECOND_PASSWORD,
    }
    stage.call("resetPassword", body=reset)
    stage.tokens["timo"] = stage.system.token(TIMO, SECOND_PASSWORD)


def nora_changes_address_and_password(stage: Stage) -> None:
    """The same person, by another address; her other devices are signed out."""
    stage.tokens["nora"] = stage.system.token(NORA, DEMO_PASSWORD)
    stage.call("requestReauthenticationCode", "nora")
    change = {"password": THIRD_PASSWORD, "code": stage.code_for(NORA)}
    stage.call("changePassword", "nora", change)
    stage.call("changeEmail", "nora", {"email": NORAS_NEXT, "current_password": THIRD_PASSWORD})
    body = {"email": NORAS_NEXT, "code": stage.code_for(NORAS_NEXT)}
    stage.call("confirmEmailChange", body=body)
    stage.tokens["nora"] = stage.system.token(NORAS_NEXT, THIRD_PASSWORD)
    stage.call("endSessions", "nora", {"which": "others"})


def the_others_come(stage: Stage) -> None:
    """Two creators, a colleague of Nora's, and those whom every laptop knows."""
    stage.join("lena", "creator", "Lena Kocht")
    stage.join("omar", "creator", "Omar Bakr")
    stage.join("priya", "creator", "Priya Rao")
    stage.join("timo", "brand", "Timo Berg")
    stage.tokens["admin"] = stage.system.token("admin@example.com")


ACTS = (
    nora_signs_up,
    nora_forgets_her_password,
    nora_changes_address_and_password,
    the_others_come,
    timo_forgets_his_password,
)
