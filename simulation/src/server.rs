//! The server of a world: the real rules over the memory store, behind the requests that tills really send.
//!
//! A push is one transaction: it is taken in whole or not at all, and answered after that. Only enrolment and the
//! owner's two buttons are written here, since their rules are PostgreSQL statements.

use crate::chance::Chance;
use crate::check::Spent;
use shared::business::BusinessSettings;
use shared::clock::{DayStart, Wall};
use shared::id::{AuthorId, BusinessId, FeedId, SeriesId, TillId};
use shared::journal::{PublicKey, Sequence, SeriesHeader, Writer};
use shared::money::Currency;
use shared::order::TillCode;
use shared::problem::ProblemCode;
use shared::sync::{
    EnrolAnswer, EnrolRequest, EnrolledBusiness, HelloRequest, PushRefusal, PushRequest,
    SERIES_HEADER, Token,
};
use shared::tax::{TaxMode, TaxRate};
use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use sync_server::cloud::{Deed, Pen, take_up, write};
use sync_server::key::ServerKey;
use sync_server::sync::{Ask, IngestError, MemoryStore, PageError, Store, answer, ingest, page};
use till::sync::{Request, Response};
use uuid::Uuid;

mod hello;
mod wire;

pub use wire::problem;

use wire::{Shown, check, header, read, shown, wish, word};

/// The address that tills know it by.
pub const ADDRESS: &str = "http://server.world";

/// A business and what belongs to it.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Its entries and what follows from them.
    pub store: MemoryStore,
    /// What its tills sell by.
    pub settings: BusinessSettings,
    places: BTreeMap<SeriesId, (TillId, TillCode)>,
    /// Codes given so far.
    codes: usize,
}

/// The server.
pub struct Server {
    /// Its businesses.
    pub shops: Vec<Shop>,
    /// Nobody hears it until then.
    pub down_until: i64,
    /// At most so many entries of a page, whatever was wished.
    pub page_most: u32,
    /// How often it was restored.
    pub restored: u64,
    backup: Option<Vec<Shop>>,
    /// Which request each token was taken for.
    pub spent: Spent,
    key: ServerKey,
}

/// What became of a request.
pub struct Answered {
    /// The answer.
    pub response: Response,
    /// The business that something new arrived in, and who sent it.
    pub arrived: Option<(usize, SeriesId)>,
    /// What the answer was, for the counts.
    pub said: String,
}

/// The memory store never waits, so one look is enough.
pub fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing in memory is waited for"),
    }
}

/// A refusal in the words of the API.
struct No(ProblemCode, Option<PushRefusal>);

type Reply = Result<(Vec<u8>, String), No>;

fn yes(answer: &impl serde::Serialize, said: impl Into<String>) -> Reply {
    let body = serde_json::to_vec(answer).map_err(|_| No(ProblemCode::Internal, None))?;
    Ok((body, said.into()))
}

impl Shop {
    fn adopt(&mut self, header: &SeriesHeader) -> bool {
        let Ok(true) = at_once(self.store.adopt(header)) else {
            return false;
        };
        let mut held = self.places.values();
        let place = held.find(|(till, _)| Writer::Till(*till) == header.writer);
        if let Some(place) = place.cloned() {
            self.places.insert(header.series, place);
        }
        true
    }
}

impl Server {
    /// A server with so many businesses.
    pub fn new(businesses: u8, page_most: u32) -> Self {
        let shop = |number: u8| {
            let id = BusinessId(Uuid::from_u128(0xb0 + u128::from(number)));
            Shop {
                store: MemoryStore::new(id),
                settings: settings(number),
                places: BTreeMap::new(),
                codes: 0,
            }
        };
        Self {
            shops: (0..businesses).map(shop).collect(),
            down_until: i64::MIN,
            page_most,
            restored: 0,
            backup: None,
            spent: Spent::default(),
            key: ServerKey::from_bytes(&[9; 32]),
        }
    }

    /// Keeps everything as it is now.
    pub fn back_up(&mut self) {
        self.backup = Some(self.shops.clone());
    }

    /// Goes back to the last backup, as another incarnation. False: there is none.
    pub fn restore(&mut self, luck: &mut Chance) -> bool {
        let Some(backup) = self.backup.clone() else {
            return false;
        };
        self.shops = backup;
        self.restored += 1;
        for shop in &mut self.shops {
            // As the real restore does: codes that may have been given since are passed over.
            shop.codes += 50;
            shop.store.begin_feed(FeedId(luck.id(0)));
        }
        // Made again from what was restored.
        self.back_up();
        true
    }

    /// Its public key.
    pub fn key(&self) -> PublicKey {
        self.key.public()
    }

    /// Writes in the cloud's series of a business, and answers which one that is. Committed when it returns.
    pub fn write(
        &mut self,
        business: usize,
        deeds: &[Deed],
        luck: &mut Chance,
        now_ms: i64,
    ) -> SeriesId {
        let shop = &mut self.shops[business];
        let pen = Pen {
            business: shop.store.business(),
            key: &self.key,
            author: AuthorId::CLOUD,
            fresh: SeriesId(luck.id(now_ms)),
            wall: Wall {
                ms: now_ms,
                offset: -180,
            },
        };
        let Ok(taken_up) = at_once(take_up(&mut shop.store, &pen));
        let series = taken_up.series;
        let written = at_once(write(&mut shop.store, taken_up, deeds, &pen));
        written.expect("a deed of an owner is smaller than a group may be");
        series
    }

    /// The business that a series belongs to.
    pub fn business_of(&self, series: SeriesId) -> Option<usize> {
        let holds = |shop: &Shop| shop.places.contains_key(&series);
        self.shops.iter().position(holds)
    }

    /// Answers a request that arrived at a moment of the server's clock. `business` is where an enrolment code that
    /// comes with it leads to.
    pub fn answer(&mut self, request: &Request, business: usize, now_ms: i64) -> Answered {
        let mut arrived = None;
        let reply = self.reply(request, business, now_ms, &mut arrived);
        let (status, body, said) = match reply {
            Ok((body, said)) => (200, body, said),
            Err(No(code, push)) => {
                let said = match &push {
                    Some(refusal) => format!("refusal {}", word(refusal)),
                    None => format!("problem {}", word(&code)),
                };
                (409, problem(code, push), said)
            }
        };
        let response = Response {
            status,
            is_cortado: true,
            date_ms: Some(now_ms),
            body,
        };
        Answered {
            response,
            arrived,
            said,
        }
    }

    fn reply(
        &mut self,
        request: &Request,
        business: usize,
        now_ms: i64,
        arrived: &mut Option<(usize, SeriesId)>,
    ) -> Reply {
        let body = match request.body.is_empty() {
            true => Vec::new(),
            false => zstd::stream::decode_all(request.body.as_slice())
                .map_err(|_| No(ProblemCode::InvalidJson, None))?,
        };
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        if path == "/api/v1/tills/enrol" {
            let wish: EnrolRequest = read(&body)?;
            check(request, &wish.header.public_key)?;
            return self.enrol(business, wish.header);
        }
        let series = header(request, SERIES_HEADER).parse::<SeriesId>();
        let series = series.map_err(|_| No(ProblemCode::WrongSignature, None))?;
        let found = match self.business_of(series) {
            None if path == "/api/v1/sync/hello" => {
                let hello: HelloRequest = read(&body)?;
                match self.adopt(request, series, &hello)? {
                    None if self.readmit(request, &hello)? => match self.business_of(series) {
                        None => self.adopt(request, series, &hello)?,
                        readmitted => readmitted,
                    },
                    adopted => adopted,
                }
            }
            found => found,
        };
        let Some(business) = found else {
            return match path {
                "/api/v1/sync/hello" => self.unknown(),
                _ => Err(No(ProblemCode::NotFound, None)),
            };
        };
        let held = self.shops[business].store.joined();
        let key = held.into_iter().find(|header| header.series == series);
        let key = key.map_or(PublicKey([0; 32]), |header| header.public_key);
        check(request, &key)?;
        match path {
            "/api/v1/sync/hello" => {
                let hello = read(&body)?;
                self.hello(business, series, &hello, shown(request)?)
            }
            "/api/v1/sync/push" => {
                let push: PushRequest = read(&body)?;
                if push.series != series {
                    return Err(No(ProblemCode::InvalidRequest, None));
                }
                self.push(business, &push, shown(request)?, now_ms, arrived)
            }
            "/api/v1/sync/pull" => self.pull(business, series, query),
            _ => Err(No(ProblemCode::NotFound, None)),
        }
    }

    fn enrol(&mut self, business: usize, header: SeriesHeader) -> Reply {
        let Writer::Till(till) = header.writer else {
            return Err(No(ProblemCode::InvalidRequest, None));
        };
        if self
            .business_of(header.series)
            .is_some_and(|held| held != business)
        {
            return Err(No(ProblemCode::SeriesTaken, None));
        }
        let shop = &mut self.shops[business];
        shop.adopt(&header);
        if !shop.places.contains_key(&header.series) {
            shop.codes += 1;
        }
        let next = TillCode(format!("C{}", shop.codes));
        let place = shop.places.entry(header.series).or_insert((till, next));
        let till_code = place.1.clone();
        shop.store.enrol(header);
        let answer = EnrolAnswer {
            business: EnrolledBusiness {
                id: shop.store.business(),
                settings: shop.settings.clone(),
            },
            till_name: format!("Caja {till_code}"),
            till_code,
            feed: shop.store.feed(),
            latest: shop.store.latest(),
            server_key: self.key.public(),
            signature: self.key.cosign(
                shop.store.business(),
                header.series,
                Sequence::NONE,
                &header.hash(),
            ),
        };
        yes(&answer, "enrolled")
    }

    /// A token that another follows was taken for this request. Who is told that it is a copy gets none.
    fn spend(&mut self, series: SeriesId, (request, token): Shown, next: Option<Token>) {
        if next.is_some() && token != next {
            self.spent.take(series, token, request);
        }
    }

    fn push(
        &mut self,
        business: usize,
        push: &PushRequest,
        (request, token): Shown,
        now_ms: i64,
        arrived: &mut Option<(usize, SeriesId)>,
    ) -> Reply {
        let store = &mut self.shops[business].store;
        let ask = Ask {
            key: &self.key,
            request,
            token,
        };
        let ingested =
            at_once(ingest(store, push.clone(), &ask, now_ms)).map_err(|error| match error {
                IngestError::UnknownSeries => No(ProblemCode::NotFound, None),
                IngestError::Refused(refusal) => No(ProblemCode::PushRefused, Some(refusal)),
                IngestError::Store(never) => match never {},
            })?;
        let said = match (ingested.appended, ingested.set_aside.is_empty()) {
            (0, _) => "pushed again",
            (_, true) => "pushed",
            (_, false) => "pushed, some set aside",
        };
        if ingested.appended > 0 {
            *arrived = Some((business, push.series));
        }
        let id = store.business();
        self.spend(push.series, (request, token), ingested.next_token);
        yes(&answer(&self.key, id, push.series, ingested), said)
    }

    fn pull(&mut self, business: usize, series: SeriesId, query: &str) -> Reply {
        let mut wish = wish(query).ok_or(No(ProblemCode::InvalidRequest, None))?;
        // A server may answer less than a till wishes for.
        wish.limit = wish.limit.min(self.page_most);
        let store = &mut self.shops[business].store;
        if store.is_revoked(series) {
            return Err(No(ProblemCode::TillRevoked, None));
        }
        match at_once(page(store, series, &wish)) {
            Ok(page) if page.cursor < page.latest => yes(&page, "page, more to come"),
            Ok(page) => yes(&page, "page"),
            Err(PageError::FeedChanged) => Err(No(ProblemCode::FeedChanged, None)),
            Err(PageError::Store(never)) => match never {},
        }
    }
}

fn settings(number: u8) -> BusinessSettings {
    BusinessSettings {
        name: format!("Café {number}"),
        currency: Currency::ARS,
        timezone: "America/Argentina/Buenos_Aires".to_owned(),
        day_start: DayStart(240 * u16::from(number)),
        tax: TaxRate::basis_points(2_100).unwrap_or_default(),
        tax_mode: match number {
            0 => TaxMode::Included,
            _ => TaxMode::Added,
        },
    }
}
