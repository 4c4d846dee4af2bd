//! Pages of lists: what is asked for, and what is answered.

use scheduling_store::{Cursor, PageRequest};

use crate::json::{Int, query};

/// The items of a page when nothing is said.
const USUAL: u32 = 50;

/// How many items of a page are wanted.
pub(crate) type PageLimit = Int<1, 100>;

/// Which page is asked for.
pub(crate) fn page(limit: Option<PageLimit>, cursor: Option<Cursor>) -> PageRequest {
    PageRequest { after: cursor, limit: limit.map_or(USUAL, |limit| limit.0) }
}

query! {
    /// Which page.
    PageQuery {
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = ();
    }
}

impl PageQuery {
    pub(crate) fn request(self) -> PageRequest {
        page(self.limit, self.cursor)
    }
}

/// Declares the page of an item.
macro_rules! page_of {
    ($(#[doc = $doc:literal])+ $name:ident of $item:ident) => {
        crate::json::answer! {
            $(#[doc = $doc])+
            $name {
                /// The items, in order.
                items: Vec<$item> = [(); 0];
                /// Where the next page begins; null after the last item.
                next_cursor: Option<String> = "00064a3c5e1f8a000195a3c27d5e7c6b8f4352a9a1b2c3d4";
            }
        }

        impl $name {
            /// Writes a page of the store.
            pub(crate) fn of<T>(page: scheduling_store::Page<T>, item: impl FnMut(T) -> $item) -> Self {
                let next_cursor = page.next.map(|cursor| cursor.to_string());
                Self { items: page.items.into_iter().map(item).collect(), next_cursor }
            }
        }
    };
}
pub(crate) use page_of;
