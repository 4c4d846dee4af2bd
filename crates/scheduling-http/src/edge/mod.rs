//! What surrounds every route: the request's id, problems, security headers, cross-origin rules, and the limits of the
//! public routes. Nothing here knows what a route does.

mod client;
mod cors;
mod frame;
mod limits;

use self::client::client_address;
pub(crate) use self::{
    frame::{RequestId, frame, log_failure, problem_of},
    limits::{Miss, OpenTenant, Refused, holder, may_sign_in, may_use_link, missed, public_gate},
};
