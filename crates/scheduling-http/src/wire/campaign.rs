//! What led an invitee to book: the `utm_` parameters of a link.

use scheduling_core::{Campaign, CampaignText};

use crate::json::{answer, body};

body! {
    /// What led an invitee to book, as the link that they followed says.
    CampaignInput {
        /// Where the link was: `utm_source`.
        source: Option<CampaignText> = "newsletter";
        /// By what means it came there: `utm_medium`.
        medium: Option<CampaignText> = "email";
        /// For what it was put there: `utm_campaign`.
        campaign: Option<CampaignText> = "spring";
        /// What was searched for: `utm_term`.
        term: Option<CampaignText> = "compilers";
        /// Which of several links it was: `utm_content`.
        content: Option<CampaignText> = "footer";
    }
}

answer! {
    /// What led an invitee to book.
    CampaignAnswer {
        /// Where the link was: `utm_source`.
        source: Option<CampaignText> = "newsletter";
        /// By what means it came there: `utm_medium`.
        medium: Option<CampaignText> = "email";
        /// For what it was put there: `utm_campaign`.
        campaign: Option<CampaignText> = "spring";
        /// What was searched for: `utm_term`.
        term: Option<CampaignText> = "compilers";
        /// Which of several links it was: `utm_content`.
        content: Option<CampaignText> = "footer";
    }
}

impl CampaignInput {
    pub(super) fn into_core(self) -> Campaign {
        let Self { source, medium, campaign, term, content } = self;
        Campaign { source, medium, campaign, term, content }
    }
}

impl CampaignAnswer {
    /// None if nothing is known.
    pub(super) fn of(known: &Campaign) -> Option<Self> {
        let Campaign { source, medium, campaign, term, content } = known.clone();
        (!known.is_empty()).then_some(Self { source, medium, campaign, term, content })
    }
}
