//! Why something was refused, in every language. Exhaustive: a new reason does not compile without its words.

mod printing;
mod settings;
mod shift;
mod staff;

pub use printing::printing;
pub use settings::settings;
pub use shift::shift;
pub use staff::staff;

use crate::locale::Locale;
use crate::money::text;
use shared::order::{OrderRejection, ReceiptNumber};
use shared::problem::ProblemCode;
use shared::sync::Verdict;
use shared::till::{Attention, ContinuedWhy, Language, Rejection, TillFailure};

/// Why the till did not do or answer something.
pub fn failure(locale: Locale, failure: &TillFailure) -> String {
    let language = locale.language;
    match failure {
        TillFailure::Rejected(reason) => rejection(locale, reason),
        TillFailure::DiskFull => {
            say! { language; "El disco está lleno y no se anotó nada. Liberá lugar y probá de nuevo", "The disk is full and nothing was recorded. Free some room and try again", "O disco está cheio e nada foi registrado. Libere espaço e tente de novo" }
        }
        TillFailure::NewerFile => {
            say! { language; "El archivo es de una versión más nueva: se puede leer y copiar, no vender. Actualizá Cortado", "The file is from a newer version: it can be read and copied, not sold with. Update Cortado", "O arquivo é de uma versão mais nova: dá para ler e copiar, não vender. Atualize o Cortado" }
        }
        TillFailure::InUse => {
            say! { language; "Esta caja ya está abierta en otra ventana de este equipo. Cerrá una de las dos", "This till is open in another window of this device. Close one of the two", "Este caixa já está aberto em outra janela deste aparelho. Feche uma das duas" }
        }
        TillFailure::Fault(_) => {
            say! { language; "Falló el programa y no se anotó nada. Probá de nuevo", "The program failed and nothing was recorded. Try again", "O programa falhou e nada foi registrado. Tente de novo" }
        }
    }
}

/// Why the rules say no.
pub fn rejection(locale: Locale, rejection: &Rejection) -> String {
    let language = locale.language;
    match rejection {
        Rejection::Order(reason) => order(locale, reason),
        Rejection::Shift(reason) => shift(locale, reason),
        Rejection::Staff(reason) => staff(locale, reason),
        Rejection::Settings(reason) => settings(locale, reason),
        Rejection::Print(reason) => printing(language, *reason),
        Rejection::NoSuchProduct => {
            say! { language; "Ese producto ya no está en el menú", "That product is no longer on the menu", "Esse produto não está mais no cardápio" }
        }
        Rejection::BadName => {
            say! { language; "Un nombre tiene de 1 a 200 signos", "A name has 1 to 200 signs", "Um nome tem de 1 a 200 sinais" }
        }
        Rejection::PriceOutOfRange => {
            say! { language; "Ese precio no puede ser", "That price cannot be", "Esse preço não pode ser" }
        }
        Rejection::NothingImported { file, .. } => {
            say! { language; format!("No se pudo leer nada de {file}"), format!("Nothing in {file} could be read"), format!("Nada de {file} pôde ser lido") }
        }
        Rejection::EnrolmentCodeRefused => {
            say! { language; "No conocemos ese código. Puede estar vencido o usado: pedí otro", "We don't know that code. It may be used or over: ask for another", "Não conhecemos esse código. Pode ter vencido ou sido usado: peça outro" }
        }
        Rejection::AlreadyEnrolled => {
            say! { language; "Este equipo ya está en un local", "This device is in a shop already", "Este aparelho já está em uma loja" }
        }
        Rejection::LeavesUnsent { entries } => {
            say! { language; format!("Faltan enviar {entries} registros: primero sincronizá"), format!("{entries} records have not been sent: sync first"), format!("Faltam enviar {entries} registros: sincronize primeiro") }
        }
        Rejection::LeavesShiftOpen => {
            say! { language; "Hay un turno abierto: primero cerralo", "A shift is open: close it first", "Há um turno aberto: feche-o primeiro" }
        }
        Rejection::LeavesOrderOpen => {
            say! { language; "Hay un pedido abierto: cobralo o sacá sus líneas primero", "An order is open: take the money or remove its lines first", "Há um pedido aberto: cobre-o ou remova suas linhas primeiro" }
        }
        Rejection::OtherCurrency { ours, theirs } => {
            say! { language; format!("Este equipo contó en {ours} y el local cuenta en {theirs}"), format!("This device counted in {ours}, the shop counts in {theirs}"), format!("Este aparelho contou em {ours} e a loja conta em {theirs}") }
        }
        Rejection::BadServerAddress => {
            say! { language; "Esa dirección no sirve: empieza con https:// o http://", "That address does not work: it starts with https:// or http://", "Esse endereço não serve: começa com https:// ou http://" }
        }
        Rejection::ServerUnreachable => {
            say! { language; "Nadie contesta en esa dirección. Mirá la conexión y probá de nuevo", "Nobody answers at that address. Check the connection and try again", "Ninguém responde nesse endereço. Veja a conexão e tente de novo" }
        }
        Rejection::NotEnrolled => {
            say! { language; "Este equipo todavía no está en ningún local", "This device is in no shop yet", "Este aparelho ainda não está em nenhuma loja" }
        }
    }
}

/// Why the rules of orders say no.
#[allow(
    clippy::too_many_lines,
    reason = "one arm a reason, in three languages"
)]
pub fn order(locale: Locale, rejection: &OrderRejection) -> String {
    let language = locale.language;
    match rejection {
        OrderRejection::AlreadySettled => {
            say! { language; "Ese pedido ya está cobrado", "That order is already charged", "Esse pedido já foi cobrado" }
        }
        OrderRejection::Empty => {
            say! { language; "El pedido está vacío", "The order is empty", "O pedido está vazio" }
        }
        OrderRejection::NoSuchTicket => {
            say! { language; "Esa comanda ya no está", "That ticket is no longer there", "Essa comanda não está mais" }
        }
        OrderRejection::NoSuchLine { .. } => {
            say! { language; "Ese producto ya no está en el pedido", "That line is no longer on the order", "Esse item não está mais no pedido" }
        }
        OrderRejection::NoSuchProduct { .. } => {
            say! { language; "Ese producto ya no está en el menú", "That product is no longer on the menu", "Esse produto não está mais no cardápio" }
        }
        OrderRejection::PriceMissing { name, .. } => {
            say! { language; format!("{name} todavía no tiene precio"), format!("{name} has no price yet"), format!("{name} ainda não tem preço") }
        }
        OrderRejection::ModifierNotOffered { .. } => {
            say! { language; "Esa opción ya no se ofrece", "That option is no longer offered", "Essa opção não é mais oferecida" }
        }
        OrderRejection::TooFewModifiers { group, min } => {
            say! { language; format!("Falta elegir en {group}: {min} por lo menos"), format!("{group} needs at least {min}"), format!("Falta escolher em {group}: pelo menos {min}") }
        }
        OrderRejection::TooManyModifiers { group, max } => {
            say! { language; format!("{group}: {max} como máximo"), format!("{group} allows at most {max}"), format!("{group}: no máximo {max}") }
        }
        OrderRejection::QuantityOutOfRange => {
            say! { language; "Esa cantidad no puede ser", "That quantity cannot be", "Essa quantidade não pode ser" }
        }
        OrderRejection::PriceOutOfRange => {
            say! { language; "Ese importe no puede ser", "That amount cannot be", "Esse valor não pode ser" }
        }
        OrderRejection::NothingToTake => {
            say! { language; "Hay uno solo: se cambia ese", "There is only one: change that one", "Só há um: mude esse" }
        }
        OrderRejection::TooManyLines { max } => {
            say! { language; format!("Un pedido tiene {max} renglones como máximo"), format!("An order holds at most {max} lines"), format!("Um pedido tem no máximo {max} itens") }
        }
        OrderRejection::TextTooLong { max } => {
            say! { language; format!("Un texto tiene {max} signos como máximo"), format!("A text has at most {max} signs"), format!("Um texto tem no máximo {max} sinais") }
        }
        OrderRejection::TotalChanged { total, .. } => {
            let total = text(locale, *total);
            say! { language; format!("El total cambió a {total}. Miralo y cobrá de nuevo"), format!("The total changed to {total}. Look at it and charge again"), format!("O total mudou para {total}. Confira e cobre de novo") }
        }
        OrderRejection::Short(shortfall) => {
            let missing = text(locale, shortfall.missing());
            say! { language; format!("Faltan {missing}"), format!("{missing} to go"), format!("Faltam {missing}") }
        }
        OrderRejection::CardAboveTotal { total } => {
            let total = text(locale, *total);
            say! { language; format!("Con tarjeta se cobra el total justo, {total}"), format!("A card pays the exact total, {total}"), format!("No cartão se cobra o total exato, {total}") }
        }
        OrderRejection::DiscountOutOfRange => {
            say! { language; "Ese descuento no descuenta nada", "That discount takes nothing off", "Esse desconto não desconta nada" }
        }
        OrderRejection::ReasonMissing => {
            say! { language; "Falta el motivo", "The reason is missing", "Falta o motivo" }
        }
        OrderRejection::DiscountAboveLimit { max, .. } => {
            let max = crate::money::percent_text(locale, *max);
            say! { language; format!("Pasa tu límite de {max}"), format!("That is above your limit of {max}"), format!("Passa do seu limite de {max}") }
        }
        OrderRejection::NotPaid => {
            say! { language; "Con ese número no se cobró nada", "Nothing was paid with that number", "Nada foi cobrado com esse número" }
        }
        OrderRejection::NothingToRefund => {
            say! { language; "De esa venta ya se devolvió todo", "Everything of that sale was refunded already", "Tudo dessa venda já foi devolvido" }
        }
        OrderRejection::RefundAbovePaid { name, .. } => {
            say! { language; format!("De {name} no se cobró tanto, o ya se devolvió"), format!("Not so much of {name} was paid, or it was refunded already"), format!("Não foi cobrado tanto de {name}, ou já foi devolvido") }
        }
        OrderRejection::TipOutOfRange => {
            say! { language; "Esa propina no puede ser", "That tip cannot be", "Essa gorjeta não pode ser" }
        }
        OrderRejection::TenderOutOfRange => {
            say! { language; "Lo recibido tiene que ser más que cero", "What is received must be above zero", "O recebido tem que ser maior que zero" }
        }
    }
}

/// What the API refused.
#[expect(
    clippy::too_many_lines,
    reason = "one arm a reason: in two functions it would not be exhaustive"
)]
pub fn problem(language: Language, code: ProblemCode) -> String {
    match code {
        ProblemCode::InvalidJson | ProblemCode::InvalidRequest => {
            say! { language; "Algo no está bien escrito. Revisalo y probá de nuevo", "Something is not written right. Check it and try again", "Algo não está escrito certo. Confira e tente de novo" }
        }
        ProblemCode::UnknownCurrency => {
            say! { language; "No conocemos esa moneda: usá un código como ARS, BRL o USD", "We don't know that currency: use a code such as ARS, BRL or USD", "Não conhecemos essa moeda: use um código como ARS, BRL ou USD" }
        }
        ProblemCode::UnknownTimeZone => {
            say! { language; "No conocemos esa zona horaria", "We don't know that time zone", "Não conhecemos esse fuso horário" }
        }
        ProblemCode::WeakPassword => {
            say! { language; "La contraseña es muy corta", "The password is too short", "A senha é curta demais" }
        }
        ProblemCode::NotSignedIn => {
            say! { language; "Entrá para seguir", "Sign in to go on", "Entre para continuar" }
        }
        ProblemCode::WrongCredentials => {
            say! { language; "El correo o la contraseña no coinciden", "Email or password do not match", "E-mail ou senha não conferem" }
        }
        ProblemCode::SessionEnded => {
            say! { language; "La sesión terminó. Entrá de nuevo", "The session has ended. Sign in again", "A sessão terminou. Entre de novo" }
        }
        ProblemCode::NotFound => {
            say! { language; "No lo encontramos", "We can't find it", "Não encontramos" }
        }
        ProblemCode::MethodNotAllowed => {
            say! { language; "Eso no se puede hacer acá", "That cannot be done here", "Isso não pode ser feito aqui" }
        }
        ProblemCode::EnrolmentCodeRefused => {
            say! { language; "No conocemos ese código", "We don't know that code", "Não conhecemos esse código" }
        }
        ProblemCode::SeriesTaken => {
            say! { language; "Ese equipo ya está en otro local", "That device is in another shop already", "Esse aparelho já está em outra loja" }
        }
        ProblemCode::OtherCurrency => {
            say! { language; "Ese equipo contó en otra moneda", "That device counted in another currency", "Esse aparelho contou em outra moeda" }
        }
        ProblemCode::WrongSignature => {
            say! { language; "La firma no es la de ese equipo", "The signature is not that device's", "A assinatura não é desse aparelho" }
        }
        ProblemCode::TillRevoked => {
            say! { language; "Ese equipo está revocado", "That device is revoked", "Esse aparelho foi revogado" }
        }
        ProblemCode::FeedChanged => {
            say! { language; "El servicio cambió de copia: se vuelve a leer todo", "The service changed its copy: everything is read again", "O serviço mudou de cópia: tudo é lido de novo" }
        }
        ProblemCode::PushRefused => {
            say! { language; "El servicio no pudo tomar lo enviado", "The service could not take what was sent", "O serviço não pôde receber o que foi enviado" }
        }
        ProblemCode::TooLarge => {
            say! { language; "Es demasiado grande", "It is too large", "É grande demais" }
        }
        ProblemCode::TooManyRequests => {
            say! { language; "Demasiados intentos. Esperá un minuto", "Too many tries. Wait a minute", "Tentativas demais. Espere um minuto" }
        }
        ProblemCode::Unavailable => {
            say! { language; "No llegamos al servicio. Las cajas siguen vendiendo", "We can't reach the service. The tills keep selling", "Não chegamos ao serviço. Os caixas continuam vendendo" }
        }
        ProblemCode::Internal => {
            say! { language; "Falló el servicio. Probá de nuevo en un momento", "The service failed. Try again in a moment", "O serviço falhou. Tente de novo em um momento" }
        }
    }
}

/// What a person at the till must look at.
pub fn attention(language: Language, attention: &Attention) -> String {
    match attention {
        Attention::Verdict(reason) => verdict(language, reason),
        Attention::DiskLow { free } => {
            let megabytes = free / 1_000_000;
            say! { language; format!("Queda poco lugar en el disco: {megabytes} MB"), format!("Little room is left on the disk: {megabytes} MB"), format!("Resta pouco espaço no disco: {megabytes} MB") }
        }
        Attention::NewerFile => {
            say! { language; "El archivo es de una versión más nueva. Actualizá Cortado para vender", "The file is from a newer version. Update Cortado to sell", "O arquivo é de uma versão mais nova. Atualize o Cortado para vender" }
        }
        Attention::KeyInFile => {
            say! { language; "La llave de este equipo está en un archivo que solo lee su usuario", "This device's key is in a file only its user can read", "A chave deste aparelho está em um arquivo que só o usuário dele lê" }
        }
        Attention::Mended { entries, receipts } => mended(language, *entries, receipts),
        Attention::Stalled => {
            say! { language; "Hay conexión, pero lo guardado no avanza hace 10 minutos", "There is a connection, but nothing has moved for 10 minutes", "Há conexão, mas o que está salvo não avança há 10 minutos" }
        }
        Attention::Continued { why } => continued(language, *why),
        Attention::Missing { entries, receipts } => missing(language, *entries, receipts),
        Attention::ClockOff { seconds } => {
            let minutes = seconds.unsigned_abs() / 60;
            say! { language; format!("El reloj de este equipo está corrido {minutes} min"), format!("This device's clock is off by {minutes} min"), format!("O relógio deste aparelho está errado em {minutes} min") }
        }
    }
}

/// Of a file that was damaged: that it was mended, and which receipts are to be written down again by hand.
fn mended(language: Language, entries: u64, receipts: &[ReceiptNumber]) -> String {
    if entries == 0 {
        return say! { language; "El archivo de este equipo se dañó y se reparó. No falta nada; seguí vendiendo", "This device's file was damaged and has been repaired. Nothing is missing; keep selling", "O arquivo deste aparelho foi danificado e reparado. Não falta nada; continue vendendo" };
    }
    if receipts.is_empty() {
        return say! { language; "El archivo de este equipo se dañó y se reparó. Algo sin cobrar puede faltar; avisale al dueño", "This device's file was damaged and has been repaired. Something unpaid may be missing; tell the owner", "O arquivo deste aparelho foi danificado e reparado. Algo não pago pode faltar; avise o dono" };
    }
    let named = named(receipts);
    say! { language; format!("El archivo de este equipo se dañó y se reparó. No se recuperaron los recibos {named}; avisale al dueño"), format!("This device's file was damaged and has been repaired. Receipts {named} could not be brought back; tell the owner"), format!("O arquivo deste aparelho foi danificado e reparado. Os recibos {named} não foram recuperados; avise o dono") }
}

/// Of a file that is older than its witness: what does not come back by itself is to be written down again by hand.
fn missing(language: Language, entries: u64, receipts: &[ReceiptNumber]) -> String {
    if receipts.is_empty() {
        return say! { language; format!("Faltan {entries} anotaciones de este equipo. Las que tiene el servicio vuelven solas; seguí vendiendo y avisale al dueño"), format!("{entries} entries of this device are missing. Those the service has come back by themselves; keep selling and tell the owner"), format!("Faltam {entries} registros deste aparelho. Os que o serviço tem voltam sozinhos; continue vendendo e avise o dono") };
    }
    let named = named(receipts);
    say! { language; format!("Faltan {entries} anotaciones de este equipo, con los recibos {named}. Las que tiene el servicio vuelven solas; seguí vendiendo y avisale al dueño"), format!("{entries} entries of this device are missing, with the receipts {named}. Those the service has come back by themselves; keep selling and tell the owner"), format!("Faltam {entries} registros deste aparelho, com os recibos {named}. Os que o serviço tem voltam sozinhos; continue vendendo e avise o dono") }
}

/// The first receipts by their numbers, and how many more there are.
fn named(receipts: &[ReceiptNumber]) -> String {
    let shown = receipts.iter().take(5).map(ToString::to_string);
    let mut named = shown.collect::<Vec<_>>().join(", ");
    if let Some(more) = receipts.len().checked_sub(5).filter(|more| *more > 0) {
        named.push_str(&format!(" (+{more})"));
    }
    named
}

/// Why the till went on in a new series. All is well when this is read.
fn continued(language: Language, why: ContinuedWhy) -> String {
    match why {
        ContinuedWhy::Restored => {
            say! { language; "Este equipo volvió de una copia anterior y sigue con otra numeración: podés seguir vendiendo", "This device came back from an older copy and goes on with other numbers: keep selling", "Este aparelho voltou de uma cópia anterior e segue com outra numeração: pode continuar vendendo" }
        }
        ContinuedWhy::Parted | ContinuedWhy::Copied => {
            say! { language; "Hay otra copia de este equipo. Este sigue con otra numeración y nada se cuenta dos veces: podés seguir vendiendo", "There is another copy of this device. This one goes on with other numbers and nothing counts twice: keep selling", "Há outra cópia deste aparelho. Este segue com outra numeração e nada conta duas vezes: pode continuar vendendo" }
        }
        ContinuedWhy::Damaged => {
            say! { language; "El archivo de este equipo estaba dañado. Sigue con uno nuevo y lo que se pudo leer está a salvo: podés seguir vendiendo", "This device's file was damaged. It goes on with a new one and what could be read is safe: keep selling", "O arquivo deste aparelho estava danificado. Ele segue com um novo e o que deu para ler está a salvo: pode continuar vendendo" }
        }
    }
}

fn verdict(language: Language, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Ok { .. } => say! { language; "Todo en orden", "All in order", "Tudo em ordem" },
        Verdict::Restored { .. } => {
            say! { language; "Este equipo volvió de una copia anterior. Seguí vendiendo y avisale al dueño", "This device came back from an older copy. Keep selling and tell the owner", "Este aparelho voltou de uma cópia anterior. Continue vendendo e avise o dono" }
        }
        Verdict::Fork { .. } | Verdict::Clone => {
            say! { language; "Hay otra copia de este equipo. Seguí vendiendo y avisale al dueño", "There is another copy of this device. Keep selling and tell the owner", "Há outra cópia deste aparelho. Continue vendendo e avise o dono" }
        }
        Verdict::ServerRestored => {
            say! { language; "El servicio volvió de una copia. Lo guardado acá se vuelve a enviar", "The service came back from a copy. What is kept here is sent again", "O serviço voltou de uma cópia. O que está salvo aqui é enviado de novo" }
        }
        Verdict::Unknown => {
            say! { language; "El servicio no conoce este equipo. Avisale al dueño", "The service does not know this device. Tell the owner", "O serviço não conhece este aparelho. Avise o dono" }
        }
        Verdict::Revoked => {
            say! { language; "El dueño revocó este equipo. Lo vendido sin enviar se recibe igual", "The owner revoked this device. Unsent sales are still received", "O dono revogou este aparelho. O vendido sem enviar é recebido mesmo assim" }
        }
        Verdict::UpgradeToPull => {
            say! { language; "Hay que actualizar Cortado para recibir el menú. Las ventas se envían igual", "Update Cortado to receive the menu. Sales are still sent", "É preciso atualizar o Cortado para receber o cardápio. As vendas são enviadas mesmo assim" }
        }
    }
}
