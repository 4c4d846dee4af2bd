//! Event types: the list, and the form with which one is made and changed.

mod complete;
mod edit;
mod list;
mod subject;

pub(super) use self::{
    complete::name_in_addresses,
    edit::{act, edit, make, new, save},
    list::list,
};
