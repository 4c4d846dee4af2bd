//! Why a booking of a team has its host.

use jiff::Timestamp;
use scheduling_core::{Assignment, Candidate, ChosenBy, HostId};
use scheduling_store::assignments::StoredAssignment;

use crate::json::answer;

answer! {
    /// Who was chosen for a booking, and to whom it was given since, the first one first.
    AssignmentList {
        /// The assignments.
        items: Vec<AssignmentAnswer> = [(); 0];
    }
}

answer! {
    /// Who was chosen for a booking, by what and from what.
    AssignmentAnswer {
        /// Who.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// By what: the first thing in which the user went before all others; or the hold that was used, the invitee who
        /// named the user, the meeting that was moved and `kept` its user, or the host's side that `reassigned` it.
        chosen_by: ChosenBy = "load";
        /// All who were free, in the order of the rotation; none if the host's side gave the meeting to the user.
        candidates: Vec<CandidateAnswer> = [(); 0];
        /// When.
        created_at: Timestamp = "2026-03-02T12:00:00Z";
    }
}

answer! {
    /// A user who was free, with what the choice was made from.
    CandidateAnswer {
        /// Who.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// Whoever has the highest goes first.
        priority: u32 = 0;
        /// What share of the meetings the user takes, compared with the others.
        weight: u32 = 1;
        /// The user's bookings of the event type in the calendar month of the meeting.
        bookings: u32 = 2;
        /// When the last one was made; null if there is none.
        last_booked_at: Option<Timestamp> = "2026-03-01T09:00:00Z";
    }
}

impl From<StoredAssignment> for AssignmentAnswer {
    fn from(StoredAssignment { assignment, at, .. }: StoredAssignment) -> Self {
        let Assignment { host, by, candidates } = assignment;
        let candidates = candidates.into_iter().map(CandidateAnswer::from).collect();
        Self { user_id: host, chosen_by: by, candidates, created_at: at }
    }
}

impl From<Candidate> for CandidateAnswer {
    fn from(Candidate { host, priority, weight, bookings, last_booked_at }: Candidate) -> Self {
        let (priority, weight) = (priority.into(), u8::from(weight).into());
        Self { user_id: host, priority, weight, bookings, last_booked_at }
    }
}
