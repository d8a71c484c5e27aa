//! Words for tills.

use super::{Ago, Words, phrases};

phrases! {
    till: "Equipo", "Device", "Aparelho";
    seen: "Visto", "Seen", "Visto";
    pending: "Pendiente", "Pending", "Pendente";
    last_sale: "Última venta", "Last sale", "Última venda";
    version: "Versión", "Version", "Versão";
    up_to_date: "Al día", "Up to date", "Em dia";
    never_seen: "nunca", "never", "nunca";
    not_seen: "Sin señal", "Not seen", "Sem sinal";
    more: "Más", "More", "Mais";
    add_till: "Agregar equipo", "Add device", "Adicionar aparelho";
    make_code: "Crear un código", "Make a code", "Criar um código";
    waiting_for_till: "Esperando al equipo", "Waiting for the device", "Aguardando o aparelho";
    another_code: "Otro código", "Another code", "Outro código";
    code_over: "El código venció", "The code has expired", "O código venceu";
    qr_code: "Código QR para conectar un equipo", "QR code to connect a device", "Código QR para conectar um aparelho";
    step_open: "Abrí Cortado en el equipo nuevo.", "Open Cortado on the new device.", "Abra o Cortado no aparelho novo.";
    step_type: "Escribí esta dirección y el código, o leé el QR.", "Type this address and the code, or scan the QR.", "Digite este endereço e o código, ou leia o QR.";
    address: "Dirección", "Address", "Endereço";
    rename: "Renombrar", "Rename", "Renomear";
    name: "Nombre", "Name", "Nome";
    revoke: "Revocar", "Revoke", "Revogar";
    revoke_means: "Revocar corta el acceso en cuanto se conecta. Lo vendido sin enviar se recibe igual.", "Revoking cuts access at its next contact. Unsent sales are still received.", "Revogar corta o acesso no próximo contato. O vendido sem enviar é recebido mesmo assim.";
    revoked: "Revocado", "Revoked", "Revogado";
    reinstate: "Devolver el acceso", "Give access back", "Devolver o acesso";
    sent_all: "Envió todo", "Sent everything", "Enviou tudo";
    to_review: "Para revisar", "To review", "Para revisar";
    nothing_silent: "Nada se corrige solo sin avisar", "Nothing is corrected silently", "Nada se corrige sem avisar";
    after_revoking_why: "Están guardadas y no cuentan hasta que le devuelvas el acceso.", "They are kept and do not count until you give access back.", "Estão guardados e não contam até você devolver o acesso.";
    set_aside_why: "Están guardadas, pero esta versión no las entiende. Se leen solas cuando el servicio se actualiza.", "They are kept, but this version does not understand them. They are read by themselves once the service is updated.", "Estão guardados, mas esta versão não os entende. São lidos sozinhos quando o serviço é atualizado.";
    missing_why: "Se perdieron con el archivo del equipo antes de enviarse. Si tenés los tickets, anotalas a mano.", "They were lost with the device's file before they were sent. If you have the receipts, enter them by hand.", "Perderam-se com o arquivo do aparelho antes do envio. Se tiver os recibos, anote-as à mão.";
    doubled_why: "Dos copias de un equipo dieron el mismo número. Todas las ventas cuentan; solo se repite el número.", "Two copies of a device gave the same number. All sales count; only the number is repeated.", "Duas cópias de um aparelho deram o mesmo número. Todas as vendas contam; só o número se repete.";
    no_tills: "Todavía no hay equipos", "No devices yet", "Ainda não há aparelhos";
}

impl Words {
    /// Entries that wait on a till.
    pub fn waiting(self, count: u64, is_seen: bool) -> String {
        match (count, is_seen) {
            (0, true) => self.up_to_date().to_owned(),
            // What an unseen till has is only known from when it last spoke: it can have no less, but more.
            (0, false) => self.not_seen().to_owned(),
            (_, true) => self.pick(
                format!(
                    "{count} {}",
                    if count == 1 {
                        "pendiente"
                    } else {
                        "pendientes"
                    }
                ),
                format!("{count} pending"),
                format!(
                    "{count} {}",
                    if count == 1 { "pendente" } else { "pendentes" }
                ),
            ),
            (_, false) => self.pick(
                format!("{count} o más pendientes"),
                format!("{count} or more pending"),
                format!("{count} ou mais pendentes"),
            ),
        }
    }

    /// How fresh the figures are, and whose sales may be missing.
    pub fn fresh(self, until: &str, missing: &[String]) -> String {
        let head = self.pick(
            format!("Datos hasta {until}"),
            format!("Data up to {until}"),
            format!("Dados até {until}"),
        );
        let names = self.list(missing);
        match missing.len() {
            0 => head,
            1 => self.pick(
                format!("{head}, falta {names}"),
                format!("{head}, {names} missing"),
                format!("{head}, falta {names}"),
            ),
            2 => self.pick(
                format!("{head}, faltan {names}"),
                format!("{head}, {names} missing"),
                format!("{head}, faltam {names}"),
            ),
            count => self.pick(
                format!("{head}, faltan {count} equipos"),
                format!("{head}, {count} devices missing"),
                format!("{head}, faltam {count} aparelhos"),
            ),
        }
    }

    /// How many tills have nothing left to send.
    pub fn up_to_date_of(self, ready: usize, all: usize) -> String {
        self.pick(
            format!("{ready} de {all} al día"),
            format!("{ready} of {all} up to date"),
            format!("{ready} de {all} em dia"),
        )
    }

    /// How many tills a cafe has.
    pub fn connected(self, count: usize, cafe: &str) -> String {
        match count {
            0 => self.pick(
                format!("Ninguno conectado en {cafe}"),
                format!("None connected at {cafe}"),
                format!("Nenhum conectado em {cafe}"),
            ),
            1 => self.pick(
                format!("1 conectado en {cafe}"),
                format!("1 connected at {cafe}"),
                format!("1 conectado em {cafe}"),
            ),
            _ => self.pick(
                format!("{count} conectados en {cafe}"),
                format!("{count} connected at {cafe}"),
                format!("{count} conectados em {cafe}"),
            ),
        }
    }

    /// Whether all tills are heard.
    pub fn all_seen(self, oldest: Ago) -> String {
        let ago = self.ago(oldest);
        self.pick(
            format!("Todos vistos, el último {ago}"),
            format!("All seen, the last one {ago}"),
            format!("Todos vistos, o último {ago}"),
        )
    }

    /// Tills that are not heard.
    pub fn some_unseen(self, names: &[String]) -> String {
        let list = self.list(names);
        self.pick(
            format!("Sin señal de {list}"),
            format!("No signal from {list}"),
            format!("Sem sinal de {list}"),
        )
    }

    /// When it was last seen, for a small card.
    pub fn seen_ago(self, ago: Ago) -> String {
        let ago = self.ago(ago);
        self.pick(
            format!("Visto {ago}"),
            format!("Seen {ago}"),
            format!("Visto {ago}"),
        )
    }

    /// Until when a code works: before and after the time left.
    pub fn expires(self) -> (&'static str, &'static str) {
        self.pick(
            ("Vence en ", ", sirve una vez"),
            ("Expires in ", ", works once"),
            ("Vence em ", ", vale uma vez"),
        )
    }

    /// What a new till gets.
    pub fn step_receives(self, cafe: &str) -> String {
        self.pick(
            format!("Trae el menú y los precios de {cafe}."),
            format!("It gets the menu and prices of {cafe}."),
            format!("Recebe o cardápio e os preços de {cafe}."),
        )
    }

    /// A till joined.
    pub fn joined(self, name: &str) -> String {
        self.pick(
            format!("{name} conectada"),
            format!("{name} connected"),
            format!("{name} conectado"),
        )
    }

    /// The button that revokes, by name.
    pub fn revoke_named(self, name: &str) -> String {
        format!("{} {name}", self.revoke())
    }

    /// Asks whether to revoke.
    pub fn revoke_question(self, name: &str) -> String {
        self.pick(
            format!("¿Revocar {name}?"),
            format!("Revoke {name}?"),
            format!("Revogar {name}?"),
        )
    }

    /// A till was revoked.
    pub fn was_revoked(self, name: &str) -> String {
        self.pick(
            format!("Acceso de {name} revocado"),
            format!("{name} revoked"),
            format!("Acesso de {name} revogado"),
        )
    }

    /// A till has its access back.
    pub fn was_reinstated(self, name: &str) -> String {
        self.pick(
            format!("{name} tiene acceso de nuevo"),
            format!("{name} has access again"),
            format!("{name} tem acesso de novo"),
        )
    }

    /// A till was renamed.
    pub fn was_renamed(self, name: &str) -> String {
        self.pick(
            format!("Ahora se llama {name}"),
            format!("Now called {name}"),
            format!("Agora se chama {name}"),
        )
    }

    /// Since when a till is revoked.
    pub fn revoked_since(self, day: &str) -> String {
        self.pick(
            format!("Revocado el {day}"),
            format!("Revoked on {day}"),
            format!("Revogado em {day}"),
        )
    }

    /// Entries set aside.
    pub fn set_aside_of(self, count: usize, name: &str) -> String {
        match count {
            1 => self.pick(
                format!("1 anotación de {name} no se pudo leer"),
                format!("1 entry of {name} could not be read"),
                format!("1 registro de {name} não pôde ser lido"),
            ),
            _ => self.pick(
                format!("{count} anotaciones de {name} no se pudieron leer"),
                format!("{count} entries of {name} could not be read"),
                format!("{count} registros de {name} não puderam ser lidos"),
            ),
        }
    }

    /// Entries that came from a till after it was revoked.
    pub fn after_revoking(self, count: usize, name: &str) -> String {
        match count {
            1 => self.pick(
                format!("1 anotación de {name} llegó después de quitarle el acceso"),
                format!("1 entry of {name} came after its access was cut"),
                format!("1 registro de {name} chegou depois de cortar o acesso"),
            ),
            _ => self.pick(
                format!("{count} anotaciones de {name} llegaron después de quitarle el acceso"),
                format!("{count} entries of {name} came after its access was cut"),
                format!("{count} registros de {name} chegaram depois de cortar o acesso"),
            ),
        }
    }

    /// Sales that are gone, with their receipts where those are known.
    pub fn missing_of(self, name: &str, entries: u64, receipts: &[String]) -> String {
        let listed = receipts.join(", ");
        match receipts.len() {
            0 => self.pick(
                format!("Faltan {entries} anotaciones de {name}"),
                format!("{entries} entries of {name} are missing"),
                format!("Faltam {entries} registros de {name}"),
            ),
            1 => self.pick(
                format!("Falta una venta de {name}: {listed}"),
                format!("A sale of {name} is missing: {listed}"),
                format!("Falta uma venda de {name}: {listed}"),
            ),
            count => self.pick(
                format!("Faltan {count} ventas de {name}: {listed}"),
                format!("{count} sales of {name} are missing: {listed}"),
                format!("Faltam {count} vendas de {name}: {listed}"),
            ),
        }
    }

    /// A number that stands on several orders.
    pub fn doubled(self, receipt: &str, count: usize) -> String {
        self.pick(
            format!("El número {receipt} está en {count} ventas"),
            format!("Number {receipt} is on {count} sales"),
            format!("O número {receipt} está em {count} vendas"),
        )
    }

    /// The tag of entries set aside.
    pub fn set_aside_tag(self, count: u64) -> String {
        self.pick(
            format!("{count} por revisar"),
            format!("{count} to review"),
            format!("{count} para revisar"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_till_has_that_many_or_more() {
        let words = Words::default();
        assert_eq!(words.waiting(2, false), "2 o más pendientes");
        assert_eq!(words.waiting(0, false), "Sin señal");
        assert_eq!(words.waiting(1, true), "1 pendiente");
        assert_eq!(words.waiting(0, true), "Al día");
    }

    #[test]
    fn freshness_names_who_is_missing() {
        let words = Words::default();
        let names = ["Caja 1", "Caja 2", "Barra"].map(String::from);
        assert_eq!(words.fresh("10:42", &[]), "Datos hasta 10:42");
        assert_eq!(
            words.fresh("10:42", &names[..1]),
            "Datos hasta 10:42, falta Caja 1"
        );
        assert_eq!(
            words.fresh("10:42", &names[..2]),
            "Datos hasta 10:42, faltan Caja 1 y Caja 2"
        );
        assert_eq!(
            words.fresh("10:42", &names),
            "Datos hasta 10:42, faltan 3 equipos"
        );
    }
}
