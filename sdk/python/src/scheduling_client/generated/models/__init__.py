"""Contains all the data models used in inputs/outputs"""

from .accept_invitation_input import AcceptInvitationInput
from .account_answer import AccountAnswer
from .account_answer_role import AccountAnswerRole
from .account_input import AccountInput
from .account_input_role import AccountInputRole
from .account_page import AccountPage
from .alive import Alive
from .analytics_answer import AnalyticsAnswer
from .analytics_answer_by import AnalyticsAnswerBy
from .analytics_summary import AnalyticsSummary
from .api_key_answer import ApiKeyAnswer
from .api_key_answer_scopes_item import ApiKeyAnswerScopesItem
from .api_key_input import ApiKeyInput
from .api_key_input_scopes_item import ApiKeyInputScopesItem
from .api_key_page import ApiKeyPage
from .assignment_answer import AssignmentAnswer
from .assignment_answer_chosen_by import AssignmentAnswerChosenBy
from .assignment_list import AssignmentList
from .attempt_answer import AttemptAnswer
from .availability_answer import AvailabilityAnswer
from .availability_input import AvailabilityInput
from .blocked_date import BlockedDate
from .blocked_date_input import BlockedDateInput
from .blocked_date_list import BlockedDateList
from .booking_answer import BookingAnswer
from .booking_answer_cancelled_by_type_1 import BookingAnswerCancelledByType1
from .booking_answer_cancelled_by_type_2_type_1 import (
    BookingAnswerCancelledByType2Type1,
)
from .booking_answer_cancelled_by_type_3_type_1 import (
    BookingAnswerCancelledByType3Type1,
)
from .booking_answer_decline_cause_type_1 import BookingAnswerDeclineCauseType1
from .booking_answer_decline_cause_type_2_type_1 import (
    BookingAnswerDeclineCauseType2Type1,
)
from .booking_answer_decline_cause_type_3_type_1 import (
    BookingAnswerDeclineCauseType3Type1,
)
from .booking_answer_rescheduled_by_type_1 import BookingAnswerRescheduledByType1
from .booking_answer_rescheduled_by_type_2_type_1 import (
    BookingAnswerRescheduledByType2Type1,
)
from .booking_answer_rescheduled_by_type_3_type_1 import (
    BookingAnswerRescheduledByType3Type1,
)
from .booking_answer_status import BookingAnswerStatus
from .booking_for_invitee import BookingForInvitee
from .booking_for_invitee_cancelled_by_type_1 import BookingForInviteeCancelledByType1
from .booking_for_invitee_cancelled_by_type_2_type_1 import (
    BookingForInviteeCancelledByType2Type1,
)
from .booking_for_invitee_cancelled_by_type_3_type_1 import (
    BookingForInviteeCancelledByType3Type1,
)
from .booking_for_invitee_decline_cause_type_1 import BookingForInviteeDeclineCauseType1
from .booking_for_invitee_decline_cause_type_2_type_1 import (
    BookingForInviteeDeclineCauseType2Type1,
)
from .booking_for_invitee_decline_cause_type_3_type_1 import (
    BookingForInviteeDeclineCauseType3Type1,
)
from .booking_for_invitee_rescheduled_by_type_1 import (
    BookingForInviteeRescheduledByType1,
)
from .booking_for_invitee_rescheduled_by_type_2_type_1 import (
    BookingForInviteeRescheduledByType2Type1,
)
from .booking_for_invitee_rescheduled_by_type_3_type_1 import (
    BookingForInviteeRescheduledByType3Type1,
)
from .booking_for_invitee_status import BookingForInviteeStatus
from .booking_input import BookingInput
from .booking_link import BookingLink
from .booking_outside import BookingOutside
from .booking_outside_reason import BookingOutsideReason
from .booking_page import BookingPage
from .branding_answer import BrandingAnswer
from .branding_answer_locale_type_1 import BrandingAnswerLocaleType1
from .branding_answer_locale_type_2_type_1 import BrandingAnswerLocaleType2Type1
from .branding_answer_locale_type_3_type_1 import BrandingAnswerLocaleType3Type1
from .branding_input import BrandingInput
from .branding_input_locale_type_1 import BrandingInputLocaleType1
from .branding_input_locale_type_2_type_1 import BrandingInputLocaleType2Type1
from .branding_input_locale_type_3_type_1 import BrandingInputLocaleType3Type1
from .brought_along import BroughtAlong
from .brought_along_status import BroughtAlongStatus
from .calendar_feed_answer import CalendarFeedAnswer
from .campaign_answer import CampaignAnswer
from .campaign_input import CampaignInput
from .cancel_input import CancelInput
from .candidate_answer import CandidateAnswer
from .change_answer import ChangeAnswer
from .change_answer_action import ChangeAnswerAction
from .change_answer_entity_type import ChangeAnswerEntityType
from .change_page import ChangePage
from .check_answer import CheckAnswer
from .country_answer import CountryAnswer
from .day_analytics import DayAnalytics
from .decline_input import DeclineInput
from .defaults_answer import DefaultsAnswer
from .defaults_input import DefaultsInput
from .delete_mail_template_audience import DeleteMailTemplateAudience
from .delete_mail_template_kind import DeleteMailTemplateKind
from .delete_mail_template_locale import DeleteMailTemplateLocale
from .delivery_answer import DeliveryAnswer
from .delivery_answer_channel import DeliveryAnswerChannel
from .delivery_answer_state import DeliveryAnswerState
from .delivery_details import DeliveryDetails
from .delivery_details_channel import DeliveryDetailsChannel
from .delivery_details_state import DeliveryDetailsState
from .delivery_page import DeliveryPage
from .effective_settings import EffectiveSettings
from .erase_input import EraseInput
from .erased_table import ErasedTable
from .erasure_answer import ErasureAnswer
from .event_answer import EventAnswer
from .event_data import EventData
from .event_type_analytics import EventTypeAnalytics
from .event_type_answer import EventTypeAnswer
from .event_type_answer_color import EventTypeAnswerColor
from .event_type_answer_scheduling_type_type_1 import EventTypeAnswerSchedulingTypeType1
from .event_type_answer_scheduling_type_type_2_type_1 import (
    EventTypeAnswerSchedulingTypeType2Type1,
)
from .event_type_answer_scheduling_type_type_3_type_1 import (
    EventTypeAnswerSchedulingTypeType3Type1,
)
from .event_type_copy_input import EventTypeCopyInput
from .event_type_input import EventTypeInput
from .event_type_input_color_type_1 import EventTypeInputColorType1
from .event_type_input_color_type_2_type_1 import EventTypeInputColorType2Type1
from .event_type_input_color_type_3_type_1 import EventTypeInputColorType3Type1
from .event_type_page import EventTypePage
from .expired_hold import ExpiredHold
from .explanation_answer import ExplanationAnswer
from .export_bookings_status import ExportBookingsStatus
from .features import Features
from .features_input import FeaturesInput
from .feed_answer import FeedAnswer
from .field_error import FieldError
from .get_analytics_by import GetAnalyticsBy
from .get_mail_template_audience import GetMailTemplateAudience
from .get_mail_template_kind import GetMailTemplateKind
from .get_mail_template_locale import GetMailTemplateLocale
from .hold import Hold
from .hold_input import HoldInput
from .hold_to_move_input import HoldToMoveInput
from .holiday_answer import HolidayAnswer
from .holiday_set_answer import HolidaySetAnswer
from .holiday_set_list import HolidaySetList
from .holidays_answer import HolidaysAnswer
from .holidays_input import HolidaysInput
from .host_booking_input import HostBookingInput
from .host_cancel_input import HostCancelInput
from .host_cancel_input_series_type_1 import HostCancelInputSeriesType1
from .host_cancel_input_series_type_2_type_1 import HostCancelInputSeriesType2Type1
from .host_cancel_input_series_type_3_type_1 import HostCancelInputSeriesType3Type1
from .host_explanation_answer import HostExplanationAnswer
from .host_reschedule_input import HostRescheduleInput
from .host_series_input import HostSeriesInput
from .invitation_answer import InvitationAnswer
from .invitation_answer_role_type_1 import InvitationAnswerRoleType1
from .invitation_answer_role_type_2_type_1 import InvitationAnswerRoleType2Type1
from .invitation_answer_role_type_3_type_1 import InvitationAnswerRoleType3Type1
from .invitation_input import InvitationInput
from .invitation_input_role import InvitationInputRole
from .invitation_page import InvitationPage
from .invitee_address_input import InviteeAddressInput
from .invitee_answer import InviteeAnswer
from .invitee_answer_locale_type_1 import InviteeAnswerLocaleType1
from .invitee_answer_locale_type_2_type_1 import InviteeAnswerLocaleType2Type1
from .invitee_answer_locale_type_3_type_1 import InviteeAnswerLocaleType3Type1
from .invitee_export import InviteeExport
from .invitee_input import InviteeInput
from .invitee_input_locale_type_1 import InviteeInputLocaleType1
from .invitee_input_locale_type_2_type_1 import InviteeInputLocaleType2Type1
from .invitee_input_locale_type_3_type_1 import InviteeInputLocaleType3Type1
from .invitee_input_responses_type_0 import InviteeInputResponsesType0
from .invitee_receipt_answer import InviteeReceiptAnswer
from .list_bookings_status import ListBookingsStatus
from .list_changes_action import ListChangesAction
from .list_changes_entity_type import ListChangesEntityType
from .list_deliveries_channel import ListDeliveriesChannel
from .list_deliveries_state import ListDeliveriesState
from .listed_slot import ListedSlot
from .location_answer import LocationAnswer
from .location_answer_type import LocationAnswerType
from .location_input import LocationInput
from .location_input_type import LocationInputType
from .mail_preview_answer import MailPreviewAnswer
from .mail_preview_answer_locale import MailPreviewAnswerLocale
from .mail_preview_input import MailPreviewInput
from .mail_preview_input_audience import MailPreviewInputAudience
from .mail_preview_input_kind import MailPreviewInputKind
from .mail_preview_input_locale_type_1 import MailPreviewInputLocaleType1
from .mail_preview_input_locale_type_2_type_1 import MailPreviewInputLocaleType2Type1
from .mail_preview_input_locale_type_3_type_1 import MailPreviewInputLocaleType3Type1
from .mail_template_answer import MailTemplateAnswer
from .mail_template_answer_audience import MailTemplateAnswerAudience
from .mail_template_answer_kind import MailTemplateAnswerKind
from .mail_template_answer_locale_type_1 import MailTemplateAnswerLocaleType1
from .mail_template_answer_locale_type_2_type_1 import (
    MailTemplateAnswerLocaleType2Type1,
)
from .mail_template_answer_locale_type_3_type_1 import (
    MailTemplateAnswerLocaleType3Type1,
)
from .mail_template_input import MailTemplateInput
from .mail_template_list import MailTemplateList
from .mail_template_summary import MailTemplateSummary
from .mail_template_summary_audience import MailTemplateSummaryAudience
from .mail_template_summary_kind import MailTemplateSummaryKind
from .mail_template_summary_locale_type_1 import MailTemplateSummaryLocaleType1
from .mail_template_summary_locale_type_2_type_1 import (
    MailTemplateSummaryLocaleType2Type1,
)
from .mail_template_summary_locale_type_3_type_1 import (
    MailTemplateSummaryLocaleType3Type1,
)
from .mail_template_summary_parts_item import MailTemplateSummaryPartsItem
from .member_analytics import MemberAnalytics
from .member_answer import MemberAnswer
from .member_change import MemberChange
from .member_input import MemberInput
from .member_list import MemberList
from .new_api_key_answer import NewApiKeyAnswer
from .new_link_answer import NewLinkAnswer
from .new_webhook_answer import NewWebhookAnswer
from .offer import Offer
from .offer_color import OfferColor
from .offer_summary import OfferSummary
from .offer_summary_color import OfferSummaryColor
from .override_answer import OverrideAnswer
from .override_input import OverrideInput
from .overrides_answer import OverridesAnswer
from .overrides_input import OverridesInput
from .owner_invitation_input import OwnerInvitationInput
from .previous_meeting import PreviousMeeting
from .problem import Problem
from .problem_reasons_item import ProblemReasonsItem
from .profile import Profile
from .public_branding import PublicBranding
from .public_host import PublicHost
from .public_location import PublicLocation
from .public_location_type import PublicLocationType
from .public_team_name import PublicTeamName
from .put_mail_template_audience import PutMailTemplateAudience
from .put_mail_template_kind import PutMailTemplateKind
from .put_mail_template_locale import PutMailTemplateLocale
from .question_answer import QuestionAnswer
from .question_answer_type import QuestionAnswerType
from .question_input import QuestionInput
from .question_input_type import QuestionInputType
from .quotas_answer import QuotasAnswer
from .quotas_input import QuotasInput
from .rate_limits_answer import RateLimitsAnswer
from .rate_limits_input import RateLimitsInput
from .readiness import Readiness
from .reason_answer import ReasonAnswer
from .reason_answer_counts_type_1 import ReasonAnswerCountsType1
from .reason_answer_counts_type_2_type_1 import ReasonAnswerCountsType2Type1
from .reason_answer_counts_type_3_type_1 import ReasonAnswerCountsType3Type1
from .reason_answer_period_type_1 import ReasonAnswerPeriodType1
from .reason_answer_period_type_2_type_1 import ReasonAnswerPeriodType2Type1
from .reason_answer_period_type_3_type_1 import ReasonAnswerPeriodType3Type1
from .reassign_input import ReassignInput
from .recipient_answer import RecipientAnswer
from .recurrence_answer import RecurrenceAnswer
from .recurrence_answer_frequency import RecurrenceAnswerFrequency
from .recurrence_input import RecurrenceInput
from .recurrence_input_frequency import RecurrenceInputFrequency
from .refused_booking import RefusedBooking
from .refused_booking_reasons_item import RefusedBookingReasonsItem
from .refused_occurrence import RefusedOccurrence
from .refused_part_answer import RefusedPartAnswer
from .refused_part_answer_part import RefusedPartAnswerPart
from .reminder_answer import ReminderAnswer
from .reminder_answer_host_item import ReminderAnswerHostItem
from .reminder_answer_invitee_item import ReminderAnswerInviteeItem
from .reminder_input import ReminderInput
from .reminder_input_host_type_0_item import ReminderInputHostType0Item
from .reminder_input_invitee_type_0_item import ReminderInputInviteeType0Item
from .reschedule_input import RescheduleInput
from .reset_password_input import ResetPasswordInput
from .response_answer import ResponseAnswer
from .rotate_api_key_input import RotateApiKeyInput
from .rotate_secret_input import RotateSecretInput
from .rule_override_answer import RuleOverrideAnswer
from .rule_override_answer_rules_item import RuleOverrideAnswerRulesItem
from .rule_override_input import RuleOverrideInput
from .rule_override_input_rules_item import RuleOverrideInputRulesItem
from .schedule_answer import ScheduleAnswer
from .schedule_input import ScheduleInput
from .schedules import Schedules
from .series_answer import SeriesAnswer
from .series_for_invitee import SeriesForInvitee
from .series_input import SeriesInput
from .session_answer import SessionAnswer
from .settings import Settings
from .settings_input import SettingsInput
from .sign_in_input import SignInInput
from .simulated_block_input import SimulatedBlockInput
from .simulation_answer import SimulationAnswer
from .simulation_input import SimulationInput
from .slot_times import SlotTimes
from .slots_answer import SlotsAnswer
from .slots_day import SlotsDay
from .slots_event_type import SlotsEventType
from .subdivision_answer import SubdivisionAnswer
from .team_answer import TeamAnswer
from .team_event_type_copy_input import TeamEventTypeCopyInput
from .team_event_type_input import TeamEventTypeInput
from .team_event_type_input_color_type_1 import TeamEventTypeInputColorType1
from .team_event_type_input_color_type_2_type_1 import TeamEventTypeInputColorType2Type1
from .team_event_type_input_color_type_3_type_1 import TeamEventTypeInputColorType3Type1
from .team_event_type_input_scheduling_type_type_1 import (
    TeamEventTypeInputSchedulingTypeType1,
)
from .team_event_type_input_scheduling_type_type_2_type_1 import (
    TeamEventTypeInputSchedulingTypeType2Type1,
)
from .team_event_type_input_scheduling_type_type_3_type_1 import (
    TeamEventTypeInputSchedulingTypeType3Type1,
)
from .team_input import TeamInput
from .team_offer import TeamOffer
from .team_offer_color import TeamOfferColor
from .team_offer_scheduling_type import TeamOfferSchedulingType
from .team_offer_summary import TeamOfferSummary
from .team_offer_summary_color import TeamOfferSummaryColor
from .team_offer_summary_scheduling_type import TeamOfferSummarySchedulingType
from .team_page import TeamPage
from .team_profile import TeamProfile
from .team_settings_answer import TeamSettingsAnswer
from .team_settings_input import TeamSettingsInput
from .team_slot_times import TeamSlotTimes
from .team_slots_answer import TeamSlotsAnswer
from .team_slots_day import TeamSlotsDay
from .tenant_answer import TenantAnswer
from .tenant_answer_status import TenantAnswerStatus
from .tenant_input import TenantInput
from .tenant_page import TenantPage
from .type_host_answer import TypeHostAnswer
from .type_host_input import TypeHostInput
from .user_answer import UserAnswer
from .user_answer_locale_type_1 import UserAnswerLocaleType1
from .user_answer_locale_type_2_type_1 import UserAnswerLocaleType2Type1
from .user_answer_locale_type_3_type_1 import UserAnswerLocaleType3Type1
from .user_input import UserInput
from .user_input_locale_type_1 import UserInputLocaleType1
from .user_input_locale_type_2_type_1 import UserInputLocaleType2Type1
from .user_input_locale_type_3_type_1 import UserInputLocaleType3Type1
from .user_page import UserPage
from .webhook_answer import WebhookAnswer
from .webhook_answer_events_item import WebhookAnswerEventsItem
from .webhook_input import WebhookInput
from .webhook_input_events_type_0_item import WebhookInputEventsType0Item
from .webhook_page import WebhookPage
from .webhook_test_answer import WebhookTestAnswer
from .weekly_answer import WeeklyAnswer
from .weekly_input import WeeklyInput
from .window import Window
from .window_answer import WindowAnswer

__all__ = (
    "AcceptInvitationInput",
    "AccountAnswer",
    "AccountAnswerRole",
    "AccountInput",
    "AccountInputRole",
    "AccountPage",
    "Alive",
    "AnalyticsAnswer",
    "AnalyticsAnswerBy",
    "AnalyticsSummary",
    "ApiKeyAnswer",
    "ApiKeyAnswerScopesItem",
    "ApiKeyInput",
    "ApiKeyInputScopesItem",
    "ApiKeyPage",
    "AssignmentAnswer",
    "AssignmentAnswerChosenBy",
    "AssignmentList",
    "AttemptAnswer",
    "AvailabilityAnswer",
    "AvailabilityInput",
    "BlockedDate",
    "BlockedDateInput",
    "BlockedDateList",
    "BookingAnswer",
    "BookingAnswerCancelledByType1",
    "BookingAnswerCancelledByType2Type1",
    "BookingAnswerCancelledByType3Type1",
    "BookingAnswerDeclineCauseType1",
    "BookingAnswerDeclineCauseType2Type1",
    "BookingAnswerDeclineCauseType3Type1",
    "BookingAnswerRescheduledByType1",
    "BookingAnswerRescheduledByType2Type1",
    "BookingAnswerRescheduledByType3Type1",
    "BookingAnswerStatus",
    "BookingForInvitee",
    "BookingForInviteeCancelledByType1",
    "BookingForInviteeCancelledByType2Type1",
    "BookingForInviteeCancelledByType3Type1",
    "BookingForInviteeDeclineCauseType1",
    "BookingForInviteeDeclineCauseType2Type1",
    "BookingForInviteeDeclineCauseType3Type1",
    "BookingForInviteeRescheduledByType1",
    "BookingForInviteeRescheduledByType2Type1",
    "BookingForInviteeRescheduledByType3Type1",
    "BookingForInviteeStatus",
    "BookingInput",
    "BookingLink",
    "BookingOutside",
    "BookingOutsideReason",
    "BookingPage",
    "BrandingAnswer",
    "BrandingAnswerLocaleType1",
    "BrandingAnswerLocaleType2Type1",
    "BrandingAnswerLocaleType3Type1",
    "BrandingInput",
    "BrandingInputLocaleType1",
    "BrandingInputLocaleType2Type1",
    "BrandingInputLocaleType3Type1",
    "BroughtAlong",
    "BroughtAlongStatus",
    "CalendarFeedAnswer",
    "CampaignAnswer",
    "CampaignInput",
    "CancelInput",
    "CandidateAnswer",
    "ChangeAnswer",
    "ChangeAnswerAction",
    "ChangeAnswerEntityType",
    "ChangePage",
    "CheckAnswer",
    "CountryAnswer",
    "DayAnalytics",
    "DeclineInput",
    "DefaultsAnswer",
    "DefaultsInput",
    "DeleteMailTemplateAudience",
    "DeleteMailTemplateKind",
    "DeleteMailTemplateLocale",
    "DeliveryAnswer",
    "DeliveryAnswerChannel",
    "DeliveryAnswerState",
    "DeliveryDetails",
    "DeliveryDetailsChannel",
    "DeliveryDetailsState",
    "DeliveryPage",
    "EffectiveSettings",
    "EraseInput",
    "ErasedTable",
    "ErasureAnswer",
    "EventAnswer",
    "EventData",
    "EventTypeAnalytics",
    "EventTypeAnswer",
    "EventTypeAnswerColor",
    "EventTypeAnswerSchedulingTypeType1",
    "EventTypeAnswerSchedulingTypeType2Type1",
    "EventTypeAnswerSchedulingTypeType3Type1",
    "EventTypeCopyInput",
    "EventTypeInput",
    "EventTypeInputColorType1",
    "EventTypeInputColorType2Type1",
    "EventTypeInputColorType3Type1",
    "EventTypePage",
    "ExpiredHold",
    "ExplanationAnswer",
    "ExportBookingsStatus",
    "Features",
    "FeaturesInput",
    "FeedAnswer",
    "FieldError",
    "GetAnalyticsBy",
    "GetMailTemplateAudience",
    "GetMailTemplateKind",
    "GetMailTemplateLocale",
    "Hold",
    "HoldInput",
    "HoldToMoveInput",
    "HolidayAnswer",
    "HolidaySetAnswer",
    "HolidaySetList",
    "HolidaysAnswer",
    "HolidaysInput",
    "HostBookingInput",
    "HostCancelInput",
    "HostCancelInputSeriesType1",
    "HostCancelInputSeriesType2Type1",
    "HostCancelInputSeriesType3Type1",
    "HostExplanationAnswer",
    "HostRescheduleInput",
    "HostSeriesInput",
    "InvitationAnswer",
    "InvitationAnswerRoleType1",
    "InvitationAnswerRoleType2Type1",
    "InvitationAnswerRoleType3Type1",
    "InvitationInput",
    "InvitationInputRole",
    "InvitationPage",
    "InviteeAddressInput",
    "InviteeAnswer",
    "InviteeAnswerLocaleType1",
    "InviteeAnswerLocaleType2Type1",
    "InviteeAnswerLocaleType3Type1",
    "InviteeExport",
    "InviteeInput",
    "InviteeInputLocaleType1",
    "InviteeInputLocaleType2Type1",
    "InviteeInputLocaleType3Type1",
    "InviteeInputResponsesType0",
    "InviteeReceiptAnswer",
    "ListBookingsStatus",
    "ListChangesAction",
    "ListChangesEntityType",
    "ListDeliveriesChannel",
    "ListDeliveriesState",
    "ListedSlot",
    "LocationAnswer",
    "LocationAnswerType",
    "LocationInput",
    "LocationInputType",
    "MailPreviewAnswer",
    "MailPreviewAnswerLocale",
    "MailPreviewInput",
    "MailPreviewInputAudience",
    "MailPreviewInputKind",
    "MailPreviewInputLocaleType1",
    "MailPreviewInputLocaleType2Type1",
    "MailPreviewInputLocaleType3Type1",
    "MailTemplateAnswer",
    "MailTemplateAnswerAudience",
    "MailTemplateAnswerKind",
    "MailTemplateAnswerLocaleType1",
    "MailTemplateAnswerLocaleType2Type1",
    "MailTemplateAnswerLocaleType3Type1",
    "MailTemplateInput",
    "MailTemplateList",
    "MailTemplateSummary",
    "MailTemplateSummaryAudience",
    "MailTemplateSummaryKind",
    "MailTemplateSummaryLocaleType1",
    "MailTemplateSummaryLocaleType2Type1",
    "MailTemplateSummaryLocaleType3Type1",
    "MailTemplateSummaryPartsItem",
    "MemberAnalytics",
    "MemberAnswer",
    "MemberChange",
    "MemberInput",
    "MemberList",
    "NewApiKeyAnswer",
    "NewLinkAnswer",
    "NewWebhookAnswer",
    "Offer",
    "OfferColor",
    "OfferSummary",
    "OfferSummaryColor",
    "OverrideAnswer",
    "OverrideInput",
    "OverridesAnswer",
    "OverridesInput",
    "OwnerInvitationInput",
    "PreviousMeeting",
    "Problem",
    "ProblemReasonsItem",
    "Profile",
    "PublicBranding",
    "PublicHost",
    "PublicLocation",
    "PublicLocationType",
    "PublicTeamName",
    "PutMailTemplateAudience",
    "PutMailTemplateKind",
    "PutMailTemplateLocale",
    "QuestionAnswer",
    "QuestionAnswerType",
    "QuestionInput",
    "QuestionInputType",
    "QuotasAnswer",
    "QuotasInput",
    "RateLimitsAnswer",
    "RateLimitsInput",
    "Readiness",
    "ReasonAnswer",
    "ReasonAnswerCountsType1",
    "ReasonAnswerCountsType2Type1",
    "ReasonAnswerCountsType3Type1",
    "ReasonAnswerPeriodType1",
    "ReasonAnswerPeriodType2Type1",
    "ReasonAnswerPeriodType3Type1",
    "ReassignInput",
    "RecipientAnswer",
    "RecurrenceAnswer",
    "RecurrenceAnswerFrequency",
    "RecurrenceInput",
    "RecurrenceInputFrequency",
    "RefusedBooking",
    "RefusedBookingReasonsItem",
    "RefusedOccurrence",
    "RefusedPartAnswer",
    "RefusedPartAnswerPart",
    "ReminderAnswer",
    "ReminderAnswerHostItem",
    "ReminderAnswerInviteeItem",
    "ReminderInput",
    "ReminderInputHostType0Item",
    "ReminderInputInviteeType0Item",
    "RescheduleInput",
    "ResetPasswordInput",
    "ResponseAnswer",
    "RotateApiKeyInput",
    "RotateSecretInput",
    "RuleOverrideAnswer",
    "RuleOverrideAnswerRulesItem",
    "RuleOverrideInput",
    "RuleOverrideInputRulesItem",
    "ScheduleAnswer",
    "ScheduleInput",
    "Schedules",
    "SeriesAnswer",
    "SeriesForInvitee",
    "SeriesInput",
    "SessionAnswer",
    "Settings",
    "SettingsInput",
    "SignInInput",
    "SimulatedBlockInput",
    "SimulationAnswer",
    "SimulationInput",
    "SlotTimes",
    "SlotsAnswer",
    "SlotsDay",
    "SlotsEventType",
    "SubdivisionAnswer",
    "TeamAnswer",
    "TeamEventTypeCopyInput",
    "TeamEventTypeInput",
    "TeamEventTypeInputColorType1",
    "TeamEventTypeInputColorType2Type1",
    "TeamEventTypeInputColorType3Type1",
    "TeamEventTypeInputSchedulingTypeType1",
    "TeamEventTypeInputSchedulingTypeType2Type1",
    "TeamEventTypeInputSchedulingTypeType3Type1",
    "TeamInput",
    "TeamOffer",
    "TeamOfferColor",
    "TeamOfferSchedulingType",
    "TeamOfferSummary",
    "TeamOfferSummaryColor",
    "TeamOfferSummarySchedulingType",
    "TeamPage",
    "TeamProfile",
    "TeamSettingsAnswer",
    "TeamSettingsInput",
    "TeamSlotTimes",
    "TeamSlotsAnswer",
    "TeamSlotsDay",
    "TenantAnswer",
    "TenantAnswerStatus",
    "TenantInput",
    "TenantPage",
    "TypeHostAnswer",
    "TypeHostInput",
    "UserAnswer",
    "UserAnswerLocaleType1",
    "UserAnswerLocaleType2Type1",
    "UserAnswerLocaleType3Type1",
    "UserInput",
    "UserInputLocaleType1",
    "UserInputLocaleType2Type1",
    "UserInputLocaleType3Type1",
    "UserPage",
    "WebhookAnswer",
    "WebhookAnswerEventsItem",
    "WebhookInput",
    "WebhookInputEventsType0Item",
    "WebhookPage",
    "WebhookTestAnswer",
    "WeeklyAnswer",
    "WeeklyInput",
    "Window",
    "WindowAnswer",
)
