"""The chapters of the reference. Generated from the description by `make clients`."""

from atomic_influence.chapters.achievements import Achievements
from atomic_influence.chapters.activation_codes import ActivationCodes
from atomic_influence.chapters.activation_staff import ActivationStaff
from atomic_influence.chapters.activations import Activations
from atomic_influence.chapters.administration import Administration
from atomic_influence.chapters.agent_contacts import AgentContacts
from atomic_influence.chapters.agent_invites import AgentInvites
from atomic_influence.chapters.agents import Agents
from atomic_influence.chapters.agents_administration import AgentsAdministration
from atomic_influence.chapters.assets import Assets
from atomic_influence.chapters.auth import Auth
from atomic_influence.chapters.badges import Badges
from atomic_influence.chapters.brands import Brands
from atomic_influence.chapters.campaigns import Campaigns
from atomic_influence.chapters.commissions import Commissions
from atomic_influence.chapters.conversations import Conversations
from atomic_influence.chapters.creator_lists import CreatorLists
from atomic_influence.chapters.creators import Creators
from atomic_influence.chapters.deals import Deals
from atomic_influence.chapters.disputes import Disputes
from atomic_influence.chapters.edge import Edge
from atomic_influence.chapters.fans import Fans
from atomic_influence.chapters.fraud import Fraud
from atomic_influence.chapters.geofences import Geofences
from atomic_influence.chapters.gigs import Gigs
from atomic_influence.chapters.invitations import Invitations
from atomic_influence.chapters.invites import Invites
from atomic_influence.chapters.leaderboards import Leaderboards
from atomic_influence.chapters.matching import Matching
from atomic_influence.chapters.messages import Messages
from atomic_influence.chapters.moderation import Moderation
from atomic_influence.chapters.notifications import Notifications
from atomic_influence.chapters.notifications_administration import NotificationsAdministration
from atomic_influence.chapters.payouts import Payouts
from atomic_influence.chapters.privacy import Privacy
from atomic_influence.chapters.realtime import Realtime
from atomic_influence.chapters.referral_codes import ReferralCodes
from atomic_influence.chapters.referrals import Referrals
from atomic_influence.chapters.reward_programs import RewardPrograms
from atomic_influence.chapters.reward_triggers import RewardTriggers
from atomic_influence.chapters.rewards import Rewards
from atomic_influence.chapters.scans import Scans
from atomic_influence.chapters.social import Social
from atomic_influence.chapters.submissions import Submissions
from atomic_influence.chapters.supabase_auth import SupabaseAuth
from atomic_influence.chapters.surveys import Surveys
from atomic_influence.chapters.system import System
from atomic_influence.chapters.tracking import Tracking
from atomic_influence.chapters.unsubscribe import Unsubscribe
from atomic_influence.chapters.users import Users
from atomic_influence.chapters.wallets import Wallets
from atomic_influence.session import Session

__all__ = [
    "Achievements",
    "ActivationCodes",
    "ActivationStaff",
    "Activations",
    "Administration",
    "AgentContacts",
    "AgentInvites",
    "Agents",
    "AgentsAdministration",
    "Assets",
    "Auth",
    "Badges",
    "Brands",
    "Campaigns",
    "Chapters",
    "Commissions",
    "Conversations",
    "CreatorLists",
    "Creators",
    "Deals",
    "Disputes",
    "Edge",
    "Fans",
    "Fraud",
    "Geofences",
    "Gigs",
    "Invitations",
    "Invites",
    "Leaderboards",
    "Matching",
    "Messages",
    "Moderation",
    "Notifications",
    "NotificationsAdministration",
    "Payouts",
    "Privacy",
    "Realtime",
    "ReferralCodes",
    "Referrals",
    "RewardPrograms",
    "RewardTriggers",
    "Rewards",
    "Scans",
    "Social",
    "Submissions",
    "SupabaseAuth",
    "Surveys",
    "System",
    "Tracking",
    "Unsubscribe",
    "Users",
    "Wallets",
]


class Chapters:
    """Every operation, by chapter."""

    def __init__(self, session: Session) -> None:
        self.achievements = Achievements(session)
        self.activation_codes = ActivationCodes(session)
        self.activation_staff = ActivationStaff(session)
        self.activations = Activations(session)
        self.administration = Administration(session)
        self.agent_contacts = AgentContacts(session)
        self.agent_invites = AgentInvites(session)
        self.agents = Agents(session)
        self.agents_administration = AgentsAdministration(session)
        self.assets = Assets(session)
        self.auth = Auth(session)
        self.badges = Badges(session)
        self.brands = Brands(session)
        self.campaigns = Campaigns(session)
        self.commissions = Commissions(session)
        self.conversations = Conversations(session)
        self.creator_lists = CreatorLists(session)
        self.creators = Creators(session)
        self.deals = Deals(session)
        self.disputes = Disputes(session)
        self.edge = Edge(session)
        self.fans = Fans(session)
        self.fraud = Fraud(session)
        self.geofences = Geofences(session)
        self.gigs = Gigs(session)
        self.invitations = Invitations(session)
        self.invites = Invites(session)
        self.leaderboards = Leaderboards(session)
        self.matching = Matching(session)
        self.messages = Messages(session)
        self.moderation = Moderation(session)
        self.notifications = Notifications(session)
        self.notifications_administration = NotificationsAdministration(session)
        self.payouts = Payouts(session)
        self.privacy = Privacy(session)
        self.realtime = Realtime(session)
        self.referral_codes = ReferralCodes(session)
        self.referrals = Referrals(session)
        self.reward_programs = RewardPrograms(session)
        self.reward_triggers = RewardTriggers(session)
        self.rewards = Rewards(session)
        self.scans = Scans(session)
        self.social = Social(session)
        self.submissions = Submissions(session)
        self.supabase_auth = SupabaseAuth(session)
        self.surveys = Surveys(session)
        self.system = System(session)
        self.tracking = Tracking(session)
        self.unsubscribe = Unsubscribe(session)
        self.users = Users(session)
        self.wallets = Wallets(session)
