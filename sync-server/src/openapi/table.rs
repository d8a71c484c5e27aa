//! The table of schemas and parameters. The tests hold it against what the server answers and takes.

use super::schema::Shape::{self, Object, OneOf, Words};

/// Where parameters stand that are not in the path, and what they are.
pub(super) fn parameters(path: &str) -> Option<(&'static str, &'static str)> {
    match path {
        "/api/v1/businesses/{business}/analytics/sales" => Some(("query", "from:date to:date")),
        "/api/v1/sync/pull" => Some((
            "query",
            "feed:uuid after:integer hash:hex32 limit:integer head:integer own?:boolean",
        )),
        // What the last answer gave; the first request has none.
        "/api/v1/sync/hello" | "/api/v1/sync/push" => Some(("header", "x-cortado-token?:hex24")),
        _ => None,
    }
}

/// Every schema.
pub(super) const SCHEMAS: &[(&str, Shape)] = &[
    (
        "Problem",
        Object(
            "type:string title:string status:integer detail:string code:ProblemCode \
             push?:PushRefusal currency?:Currency",
        ),
    ),
    (
        "ProblemCode",
        Words(
            "invalid_json invalid_request unknown_currency unknown_time_zone weak_password not_signed_in \
             wrong_credentials session_ended not_found method_not_allowed enrolment_code_refused series_taken \
             other_currency wrong_signature till_revoked feed_changed push_refused too_large too_many_requests \
             unavailable internal",
        ),
    ),
    (
        "Currency",
        Words(
            "ARS BRL USD EUR GBP UYU CLP PYG BOB PEN COP MXN CAD AUD NZD CHF JPY KRW KWD BHD TND",
        ),
    ),
    ("TaxMode", Words("included added")),
    ("Language", Words("es-AR en pt-BR")),
    // Keys and people.
    (
        "Keys",
        Object("server_key:hex32 fingerprint:string keys:[hex32] history:[UsedKey]"),
    ),
    (
        "UsedKey",
        Object("key:hex32 fingerprint:string first_used_ms:time"),
    ),
    ("LoginRequest", Object("email:string password:string")),
    ("RefreshRequest", Object("refresh_token?:string")),
    (
        "SignedIn",
        Object("access_token:string expires_in:integer refresh_token:string account:AccountView"),
    ),
    ("AccountView", Object("email:string name:string")),
    // Businesses.
    (
        "PublicBusiness",
        Object("id:uuid name:string hours:[OpeningHours] timezone:string open_now:boolean"),
    ),
    (
        "BusinessView",
        Object(
            "id:uuid name:string currency:Currency timezone:string day_start:integer tax:integer tax_mode:TaxMode \
             hours:[OpeningHours] today:date",
        ),
    ),
    (
        "CreateBusiness",
        Object("name:string currency?:Currency timezone?:string"),
    ),
    (
        "OpeningHours",
        Object("weekday:integer opens:integer closes:integer"),
    ),
    (
        "SalesReport",
        Object(
            "currency:Currency from:date to:date orders:integer lines:integer units:amount revenue:amount \
             average_ticket:amount revenue_by_month:{amount} revenue_by_day:{amount} revenue_by_hour:{amount} \
             orders_by_day:{integer} top5_by_revenue:[(string,amount)] top5_by_quantity:[(string,amount)]",
        ),
    ),
    // The menu.
    (
        "MenuView",
        Object("currency:Currency categories:[Category] products:[ProductView]"),
    ),
    ("Category", Object("id:uuid name:string position:integer")),
    (
        "ProductView",
        Object(
            "id:uuid name:string category:uuid|null price:amount|null barcode:string|null available:boolean",
        ),
    ),
    (
        "NewProduct",
        Object("id?:uuid name:string category?:string price?:amount|null"),
    ),
    (
        "ChangeProduct",
        Object("name?:string category?:string price?:amount barcode?:string available?:boolean"),
    ),
    // What an owner looks at.
    (
        "AsideView",
        Object(
            "till:uuid till_name:string till_code:string series:uuid sequence:integer kind:string version:integer \
             reason:AsideReason detail:string since_ms:time",
        ),
    ),
    ("AsideReason", Words("unreadable revoked")),
    (
        "Reviews",
        Object("missing:[MissingOfTill] doubled:[DoubledReceipt]"),
    ),
    (
        "MissingOfTill",
        Object("till:uuid till_name:string entries:integer receipts:[ReceiptNumber] said_ms:time"),
    ),
    (
        "DoubledReceipt",
        Object("receipt:string orders:[DoubledOrder]"),
    ),
    (
        "DoubledOrder",
        Object("order:uuid day:date hour:integer total:money"),
    ),
    ("ReceiptNumber", Object("till:string number:integer")),
    // Tills.
    ("CodeRequest", Object("name?:string")),
    (
        "EnrolmentCodeView",
        Object("enrolment_code:string expires_in:integer"),
    ),
    (
        "TillView",
        Object(
            "id:uuid name:string code:string series:uuid enrolled_at:time seen_ms_ago:integer|null durable:integer \
             waiting:integer last_receipt:ReceiptNumber|null last_sale_day:date|null set_aside:integer \
             app_version:string revoked_at:time|null",
        ),
    ),
    ("ChangeTill", Object("name:string")),
    (
        "EnrolRequest",
        Object(
            "code:string header:SeriesHeader name:string app_version:string counted_in?:Currency leaving?:uuid language?:Language",
        ),
    ),
    (
        "EnrolAnswer",
        Object(
            "business:EnrolledBusiness till_code:string till_name:string feed:uuid latest:integer server_key:hex32 signature:hex64",
        ),
    ),
    (
        "EnrolledBusiness",
        Object(
            "id:uuid name:string currency:Currency timezone:string day_start:integer tax:integer tax_mode:TaxMode",
        ),
    ),
    // The journal.
    (
        "SeriesHeader",
        Object("series:uuid writer:Writer public_key:hex32"),
    ),
    ("Writer", OneOf(&["till:uuid", "cloud:uuid"])),
    ("Head", Object("sequence:integer hash:hex32")),
    (
        "Entry",
        Object(
            "series:uuid sequence:integer group_size:integer group_index:integer clock:integer wall:Wall author:uuid \
             subject:uuid kind:string version:integer body:string|Bytes",
        ),
    ),
    ("Wall", Object("ms:time offset:integer")),
    // A body that is no text.
    ("Bytes", Object("base64:string")),
    // The sync.
    (
        "HelloRequest",
        Object(
            "protocol:integer app_version:string head:Head acknowledged:Head samples:[Head] header?:SeriesHeader \
             continues?:uuid membership?:Membership",
        ),
    ),
    (
        "Membership",
        Object(
            "business:uuid header:SeriesHeader code:string name:string head:Head signature:hex64",
        ),
    ),
    (
        "HelloAnswer",
        Object("verdict:Verdict feed:uuid latest:integer durable:integer|null next_token?:hex24"),
    ),
    (
        "Verdict",
        OneOf(&[
            "verdict:=ok send_from:integer",
            "verdict:=restored durable:integer",
            "verdict:=fork last_common:integer",
            "verdict:=clone",
            "verdict:=server_restored",
            "verdict:=unknown",
            "verdict:=revoked",
            "verdict:=upgrade_to_pull",
        ]),
    ),
    (
        "PushRequest",
        Object(
            "series:uuid first_sequence:integer previous_hash:hex32 entries:[Entry] head_signature:hex64 head:integer",
        ),
    ),
    (
        "PushAnswer",
        Object(
            "durable:integer durable_hash:hex32 applied:integer safe:integer latest:integer \
             effective_clocks:[(integer,integer)] set_aside:[integer] server_signature:hex64 next_token?:hex24",
        ),
    ),
    (
        "PushRefusal",
        OneOf(&[
            "refusal:=gap expected:integer",
            "refusal:=fork last_common:integer",
            "refusal:=chain reason:=other_series at:integer",
            "refusal:=chain reason:=gap expected:integer found:integer",
            "refusal:=chain reason:=broken_group at:integer",
            "refusal:=chain reason:=too_large at:integer",
            "refusal:=chain reason:=clock_went_back at:integer",
            "refusal:=wrong_signature",
            "refusal:=too_large",
            "refusal:=clone",
            "refusal:=server_restored",
            "refusal:=empty",
        ]),
    ),
    (
        "PullPage",
        Object(
            "feed:uuid headers:[SeriesHeader] entries:[FeedEntry] cursor:integer hash:hex32 latest:integer own:integer",
        ),
    ),
    (
        "FeedEntry",
        Object("position:integer effective_clock:integer entry:Entry"),
    ),
];
