//! `bookings/export.csv`: all bookings of a filter, page by page, with no more than one page in memory.
//!
//! A path of its own rather than another media type of the list: an export has no pages, a link is enough to fetch it,
//! and what is wrong with a request is still a problem in JSON.

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse, get,
    http::header,
    web::{Bytes, Data},
};
use futures_util::stream::{self, Stream};
use scheduling_core::Booking;
use scheduling_engine::{BookingsQuery as Wanted, Principal};
use scheduling_store::{Cursor, MAX_PAGE, Page, PageRequest, bookings::BookingFilter};

use super::{answer::Answer, auth::Admin, extract::Query};
use crate::{
    AppState,
    edge::{RequestId, log_failure},
    problem::{Code, Problem},
    wire::export::{self, CSV, CsvError, ExportQuery},
};

/// Hands out all bookings of a filter as CSV, by their start.
///
/// The first line names the columns; instants are in UTC, `timezone` is the invitee's. A cell that begins like a formula
/// has an apostrophe before it. The bookings are read in pages while they are sent: what changes meanwhile is told as it
/// was when its page was read. If that fails, the connection is closed before the end of the body.
#[utoipa::path(
    tag = "Bookings", operation_id = "exportBookings", params(ExportQuery),
    responses((status = 200, description = "The bookings", body = String, content_type = "text/csv",
        headers(("Content-Disposition" = String, description = "A name for the file")),
        example = json!("id,status,eventTypeId,eventTypeName,…\r\n0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9,confirmed,…\r\n"))),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/bookings/export.csv")]
pub(super) async fn download(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    query: Query<ExportQuery>,
) -> Answer {
    let bookings = Bookings { state, principal: admin.0, filter: query.0.filter() };
    // Read before anything is answered: what is refused here is a problem, not a broken file.
    let first = bookings.page(None).await?;
    let mut begun = export::head().map_err(internal)?;
    begun.extend(export::lines(first.items).map_err(internal)?);
    let rest = bookings.after(first.next, request.extensions().get::<RequestId>().cloned());
    let body = stream::iter([Ok(Bytes::from(begun))]);
    Ok(HttpResponse::Ok()
        .content_type(CSV)
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"bookings.csv\""))
        .streaming(stream::StreamExt::chain(body, rest)))
}

/// The bookings of an export.
struct Bookings {
    state: Data<AppState>,
    principal: Principal,
    filter: BookingFilter,
}

impl Bookings {
    async fn page(&self, after: Option<Cursor>) -> Result<Page<Booking>, Problem> {
        let page = PageRequest { after, limit: MAX_PAGE };
        Ok(self.state.engine().bookings(&self.principal, Wanted { filter: self.filter.clone(), page }).await?)
    }

    /// The lines of the pages that follow. Each is read when the client has taken the one before.
    fn after(self, next: Option<Cursor>, request: Option<RequestId>) -> impl Stream<Item = Result<Bytes, Problem>> {
        stream::try_unfold((self, next), move |(bookings, next)| {
            let request = request.clone();
            async move {
                let Some(cursor) = next else { return Ok(None) };
                let lines = async {
                    let page = bookings.page(Some(cursor)).await?;
                    Ok((export::lines(page.items).map_err(internal)?, page.next))
                };
                // The body ends in an error: the server closes the connection, so that no part looks like the whole.
                let (lines, next) = lines.await.inspect_err(|problem| log_failure(problem, request.as_ref()))?;
                Ok(Some((Bytes::from(lines), (bookings, next))))
            }
        })
    }
}

fn internal(error: CsvError) -> Problem {
    Problem::new(Code::Internal).caused_by(error)
}
