//! Joining a business: the one thing that needs the network while a person waits.

use super::SyncState;
use super::request::{Answered, Outage, Request, Response};
use super::state::Durable;
use crate::error::TillError;
use crate::till::Till;
use shared::id::BusinessId;
use shared::journal::{Hash, Head, Sequence, cosign_message, verify_message};
use shared::money::Currency;
use shared::problem::ProblemCode;
use shared::sync::{EnrolAnswer, EnrolRequest, EnrolmentCode, Position};
use shared::till::{Joined, Rejection, TillEvent, Touched};

/// The address of a server without what a person may leave at its end; none for what is no address.
pub fn server_address(text: &str) -> Option<String> {
    let address = text.trim().trim_end_matches('/');
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let fits = !host.is_empty() && !rest.contains(['?', '#', ' ', '@']);
    fits.then(|| address.to_owned())
}

/// The request that joins a business. `leaving` is the one that is left for it.
pub fn enrol_request(
    till: &mut Till,
    server: &str,
    code: EnrolmentCode,
    leaving: Option<BusinessId>,
) -> Result<Request, TillError> {
    till.be_sure()?;
    if till.books.session.business.is_some() {
        return Err(Rejection::AlreadyEnrolled.into());
    }
    let server = server_address(server).ok_or(Rejection::BadServerAddress)?;
    let body = EnrolRequest {
        code,
        header: till.header()?,
        name: String::new(),
        app_version: till.app_version().to_owned(),
        counted_in: till
            .has_counted_money()?
            .then_some(till.books.session.settings.currency),
        leaving,
        language: Some(till.books.session.language),
    };
    let path = "/api/v1/tills/enrol".to_owned();
    let request = till.sign_request(&server, "POST", path, Some(&body), None)?;
    request.ok_or_else(|| TillError::Damaged("the keyring does not give the till's key".to_owned()))
}

/// What the server answered to a till that counts in `ours`.
pub fn read_enrolment(
    answer: Result<Response, Outage>,
    ours: Currency,
) -> Result<EnrolAnswer, TillError> {
    let read = answer.and_then(|response| response.read());
    match read {
        Ok(Answered::Yes(answer)) => Ok(answer),
        Ok(Answered::No(problem)) => Err(match problem.code {
            ProblemCode::OtherCurrency => {
                let theirs = problem.currency.unwrap_or(ours);
                Rejection::OtherCurrency { ours, theirs }.into()
            }
            ProblemCode::EnrolmentCodeRefused
            | ProblemCode::NotFound
            | ProblemCode::TooManyRequests => Rejection::EnrolmentCodeRefused.into(),
            ProblemCode::SeriesTaken => Rejection::AlreadyEnrolled.into(),
            ProblemCode::Unavailable => Rejection::ServerUnreachable.into(),
            _ => TillError::Damaged(format!("the server refuses: {}", problem.detail)),
        }),
        Err(outage) => {
            tracing::warn!(%outage, "enrolling");
            Err(Rejection::ServerUnreachable.into())
        }
    }
}

impl Till {
    /// Joins the business of this answer. From then on its settings count.
    pub fn join(&mut self, server: &str, answer: &EnrolAnswer) -> Result<Touched, TillError> {
        self.be_sure()?;
        let server = server_address(server).ok_or(Rejection::BadServerAddress)?;
        let (business, settings) = (answer.business.id, answer.business.settings.clone());
        if self.books.session.business.is_some() {
            return Err(Rejection::AlreadyEnrolled.into());
        }
        let (ours, theirs) = (self.books.session.settings.currency, settings.currency);
        if ours != theirs && self.has_counted_money()? {
            return Err(Rejection::OtherCurrency { ours, theirs }.into());
        }
        let start = self.header()?.hash();
        let series = self.books.own.id;
        let message = cosign_message(business, series, Sequence::NONE, &start);
        if !verify_message(&answer.server_key, &message, &answer.signature) {
            let wrong = "the server's signature of the enrolment does not verify";
            return Err(TillError::Damaged(wrong.to_owned()));
        }
        let joined = Joined {
            business,
            settings,
            till_code: answer.till_code.clone(),
            till_name: answer.till_name.clone(),
        };
        let touched = self.write(|desk| {
            desk.written = true;
            desk.books.device.server = Some(server);
            desk.books.device.server_key = Some(answer.server_key);
            desk.books.device.store(desk.connection)?;
            let mut state = SyncState::load(desk.connection)?;
            state.durable = Durable {
                sequence: Sequence::NONE,
                hash: None,
            };
            (state.token, state.asked) = (None, None);
            // Should the server ever forget this till, its own signature proves that it belongs.
            let head = Head {
                sequence: Sequence::NONE,
                hash: start,
            };
            state.proof = Some((head, answer.signature));
            state.feed = Some(answer.feed);
            (state.cursor, state.cursor_hash) = (Position::default(), Hash::START);
            let both = answer.latest > Position::default() && desk.has_own_menu()?;
            state.match_upto = both.then_some(answer.latest);
            state.store(desk.connection)?;
            desk.record_till(TillEvent::Joined(joined))?;
            // The tax and currency of what is on the screen may be others now.
            desk.touched.menu = true;
            Ok(desk.touched)
        })?;
        Ok(touched)
    }

    /// Whether an amount in the till's own currency is recorded anywhere.
    fn has_counted_money(&self) -> Result<bool, TillError> {
        let sql = "
            select exists (select 1 from orders) or exists (select 1 from product where price <> 0)
                or exists (select 1 from modifier_group where modifiers <> '[]')
                or exists (select 1 from entry where kind = 'settings.set')";
        Ok(self
            .database
            .reader()
            .query_row(sql, [], |row| row.get(0))?)
    }
}
