//! What the generated types are declared with.

/// The kinds of problems: an enum of words.
macro_rules! codes {
    ($($variant:ident = $word:literal,)+) => {
        /// The kind of a problem. The documentation of each is in `docs/errors.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl Code {
            /// The code that a word stands for; none for the word of a later server.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use codes;

/// A closed list of words. A later server may know more of them.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal,)+ }) => {
        /// One of these words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant,)+
            /// A word that this client does not know. It cannot be sent.
            #[serde(other, skip_serializing)]
            Unknown,
        }

        impl std::fmt::Display for $name {
            /// As it stands in addresses. No server has anything under a word that is not known.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $word,)+ Self::Unknown => "unknown" })
            }
        }
    };
}
pub(crate) use words;

/// A page of a list.
macro_rules! page {
    ($name:ident of $item:ty) => {
        impl crate::Page for $name {
            type Item = $item;

            fn into_parts(self) -> (Vec<$item>, Option<String>) {
                (self.items, self.next_cursor)
            }
        }
    };
}
pub(crate) use page;
