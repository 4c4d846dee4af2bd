//! Lists that come in pages.

use std::collections::VecDeque;

use serde::de::DeserializeOwned;

use crate::{Error, client::Request};

/// A page of a list.
pub trait Page: DeserializeOwned {
    /// What the list is of.
    type Item;

    /// The items, and where the next page begins.
    fn into_parts(self) -> (Vec<Self::Item>, Option<String>);
}

/// All items of a list. A page is fetched when the one before has been read.
#[derive(Debug)]
pub struct Pages<P: Page> {
    request: Request,
    items: VecDeque<P::Item>,
    is_last: bool,
}

impl<P: Page> Pages<P> {
    pub(crate) const fn of(request: Request) -> Self {
        Self { request, items: VecDeque::new(), is_last: false }
    }

    /// The next item; none after the last one.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached. Asked again, it tries that page again.
    pub async fn next(&mut self) -> Result<Option<P::Item>, Error> {
        while self.items.is_empty() && !self.is_last {
            let (items, next) = self.request.clone().send::<P>().await?.into_parts();
            self.items.extend(items);
            match next {
                Some(cursor) => self.request.set_cursor(&cursor),
                None => self.is_last = true,
            }
        }
        Ok(self.items.pop_front())
    }
}
