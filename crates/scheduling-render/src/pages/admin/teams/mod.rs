//! Teams: the list, and one with its members.

mod list;
mod team;

pub use self::{
    list::{ListedTeam, TeamsPage},
    team::{Member, TeamPage, TeamPeople},
};
