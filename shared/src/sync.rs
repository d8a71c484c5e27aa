//! The contract of the wire between till and server, and which step comes next.
//!
//! Absent on purpose: sockets, clocks, retries. Those are the loop's.

mod enrol;
mod feed;
mod hello;
mod push;
mod step;
mod token;

pub use enrol::{
    BadEnrolmentCode, ENROLMENT_ALPHABET, ENROLMENT_SIGNS, EnrolAnswer, EnrolRequest,
    EnrolledBusiness, EnrolmentCode,
};
pub use feed::{FeedEntry, Position, PullPage, PullQuery};
pub use hello::{HelloAnswer, HelloRequest, Membership, Verdict};
pub use push::{PushAnswer, PushRefusal, PushRequest};
pub use step::{Here, Step, There, next_step};
pub use token::{BadToken, Token};

/// The version of this contract.
pub const PROTOCOL: u32 = 1;
/// The most entries of a push. What a push costs whatever is in it (locks, commit, the way there and back) is a third
/// of the cost of 500 entries, so a backlog goes in larger pieces; the bytes are the limit that most pushes meet.
pub const PUSH_ENTRIES_MAX: usize = 2_000;
/// The most bytes of a push before compression.
pub const PUSH_BYTES_MAX: usize = 1024 * 1024;
/// The most entries of a page of the feed, beyond which only its last group is completed.
pub const PULL_ENTRIES_MAX: usize = 2_000;

/// Header with the series of the till that makes the request.
pub const SERIES_HEADER: &str = "x-cortado-series";
/// Header with the id of the request, part of what is signed.
pub const REQUEST_HEADER: &str = "x-cortado-request";
/// Header with the token of the last answer, where the till has one: with hello and push, part of what is signed.
pub const TOKEN_HEADER: &str = "x-cortado-token";
/// Header with the till's signature of [`crate::journal::request_message`].
pub const SIGNATURE_HEADER: &str = "x-cortado-signature";
/// Header of every answer of a Cortado server: without it the answer is a captive portal's, and counts as no
/// connection.
pub const PROTOCOL_HEADER: &str = "x-cortado-protocol";
