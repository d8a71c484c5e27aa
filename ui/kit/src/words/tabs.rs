//! The texts of orders that are kept for later.

use shared::till::Language;

words! {
    /// The texts of orders that are kept for later.
    Tabs {
        title: "Mesas y cuentas", "Tables and tabs", "Mesas e comandas";
        save: "Guardar cuenta", "Save tab", "Salvar comanda";
        rename: "Cambiar nombre", "Rename", "Mudar nome";
        new_tab: "Cuenta", "Tab", "Comanda";
        new_tab_label: "Cuenta nueva", "New tab", "Comanda nova";
        now: "Ahora", "Now", "Agora";
        name: "Mesa o nombre", "Table or name", "Mesa ou nome";
        table: "Mesa", "Table", "Mesa";
        whose: "¿De quién es?", "Whose is it?", "De quem é?";
        none: "No hay cuentas abiertas", "No open tabs", "Não há comandas abertas";
        none_found: "Ninguna cuenta se llama así", "No tab is called that", "Nenhuma comanda tem esse nome";
        open_tabs: "Cuentas abiertas", "Open tabs", "Comandas abertas";
        other_till: "De otra caja", "Another till's", "De outro caixa";
        void: "Anular pedido", "Void order", "Anular pedido";
        void_fact: "Nada de este pedido se cobra. Queda anotado quién lo anuló y por qué.", "Nothing of this order is charged. Who voided it and why is noted.", "Nada deste pedido é cobrado. Fica anotado quem anulou e por quê.";
        voided: "Pedido anulado", "Order voided", "Pedido anulado";
        left: "Se fue", "They left", "Foi embora";
        mistake: "Error de carga", "Rung up by mistake", "Erro de lançamento";
        changed_mind: "Se arrepintió", "Changed their mind", "Desistiu";
    }
}

impl Tabs {
    /// The reasons for a void that are offered.
    pub const fn reasons(self) -> [&'static str; 3] {
        [self.left(), self.mistake(), self.changed_mind()]
    }

    /// A table's usual name.
    pub fn table_number(self, number: u32) -> String {
        format!("{} {number}", self.table())
    }

    /// So many are open.
    pub fn open(self, count: usize) -> String {
        match count {
            1 => say! { self.0; "1 abierta", "1 open", "1 aberta" },
            _ => {
                say! { self.0; format!("{count} abiertas"), format!("{count} open"), format!("{count} abertas") }
            }
        }
    }

    /// How long it has been open: `8 min`, `1 h 05`.
    pub fn since(self, minutes: i64) -> String {
        match minutes.max(0) {
            minutes @ 0..=59 => format!("{minutes} min"),
            minutes => format!("{} h {:02}", minutes / 60, minutes % 60),
        }
    }

    /// It was kept under this name.
    pub fn saved(self, name: &str) -> String {
        say! { self.0; format!("{name}: guardada"), format!("{name}: saved"), format!("{name}: salva") }
    }

    /// Another till has charged it meanwhile.
    pub fn paid_elsewhere(self, name: &str) -> String {
        say! { self.0; format!("Otra caja ya cobró {name}"), format!("Another till already charged {name}"), format!("Outro caixa já cobrou {name}") }
    }

    /// Another till has called it off meanwhile.
    pub fn voided_elsewhere(self, name: &str) -> String {
        say! { self.0; format!("Otra caja anuló {name}"), format!("Another till voided {name}"), format!("Outro caixa anulou {name}") }
    }
}
