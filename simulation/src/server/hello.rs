//! A till's first words, and the tills that a restored server has to let in again.

use super::wire::{Shown, check, word};
use super::{No, Reply, Server, Shop, at_once, yes};
use shared::id::SeriesId;
use shared::journal::{Sequence, Writer};
use shared::sync::{HelloAnswer, HelloRequest, Verdict};
use sync_server::sync::{Ask, Claim, Store, judge, of_revoked, with_token};
use sync_server::till::is_proved;
use till::sync::Request;
use uuid::Uuid;

impl Server {
    /// Lets a till that joined after the backup in again, on the server's own signature.
    pub(super) fn readmit(&mut self, request: &Request, hello: &HelloRequest) -> Result<bool, No> {
        let Some(membership) = &hello.membership else {
            return Ok(false);
        };
        let header = membership.header;
        let Writer::Till(till) = header.writer else {
            return Ok(false);
        };
        if !is_proved(&self.key.public(), membership) {
            return Ok(false);
        }
        check(request, &header.public_key)?;
        let belongs = |shop: &&mut Shop| shop.store.business() == membership.business;
        if let Some(shop) = self.shops.iter_mut().find(belongs) {
            shop.places
                .insert(header.series, (till, membership.code.clone()));
            shop.store.enrol(header);
            return Ok(true);
        }
        Ok(false)
    }

    /// A series that nobody knows, of a till that is known by its key.
    pub(super) fn adopt(
        &mut self,
        request: &Request,
        series: SeriesId,
        hello: &HelloRequest,
    ) -> Result<Option<usize>, No> {
        let Some(header) = hello.header.filter(|header| header.series == series) else {
            return Ok(None);
        };
        check(request, &header.public_key)?;
        let shops = self.shops.iter_mut();
        Ok(shops
            .map(|shop| shop.adopt(&header))
            .position(|adopted| adopted))
    }

    pub(super) fn unknown(&self) -> Reply {
        let answer = HelloAnswer {
            verdict: Verdict::Unknown,
            feed: shared::id::FeedId(Uuid::nil()),
            latest: shared::sync::Position(0),
            durable: None,
            next_token: None,
        };
        yes(&answer, "verdict unknown")
    }

    pub(super) fn hello(
        &mut self,
        business: usize,
        series: SeriesId,
        hello: &HelloRequest,
        (request, token): Shown,
    ) -> Reply {
        let store = &mut self.shops[business].store;
        let Ok(Some(standing)) = at_once(store.stand(series)) else {
            return self.unknown();
        };
        let said = hello
            .samples
            .iter()
            .chain([&hello.acknowledged, &hello.head]);
        let said: Vec<Sequence> = said.map(|head| head.sequence).collect();
        let stored = store
            .entries(series)
            .map(|(known, recorded)| (known, recorded.entry.sequence));
        let stored = stored
            .filter(|(_, sequence)| said.contains(sequence))
            .map(|(known, sequence)| (sequence, known.hash))
            .collect();
        let judged = judge(hello, standing.head, &stored);
        let verdict = match standing.revoked {
            true => of_revoked(judged),
            false => judged,
        };
        let (issued, feed) = (standing.issued, store.feed());
        let ask = Ask {
            key: &self.key,
            request,
            token,
        };
        let claim = issued.claim(feed, series, &ask);
        let (verdict, after) = with_token(verdict, claim, issued, request);
        store.issue(series, after.unwrap_or(issued));
        let answer = HelloAnswer {
            verdict,
            feed,
            latest: standing.latest,
            durable: Some(standing.head.sequence),
            next_token: after.and_then(|after| after.newest(feed, series, &self.key)),
        };
        if matches!(claim, Claim::Newest | Claim::Repeated) {
            self.spend(series, (request, token), answer.next_token);
        }
        yes(&answer, format!("verdict {}", word(&verdict)))
    }
}
