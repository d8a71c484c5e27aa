//! The texts of stations and of the kitchen's screen.

use shared::kitchen::{Delivery, TicketState};
use shared::till::Language;

words! {
    /// The texts of stations and of the kitchen's screen.
    Kitchen {
        title: "Cocina y barra", "Kitchen and bar", "Cozinha e bar";
        board: "Cocina", "Kitchen", "Cozinha";
        show_board: "Abrir pantalla de cocina", "Open the kitchen screen", "Abrir tela da cozinha";
        fact: "Cada estación ve lo que prepara en la pantalla de cocina, y si querés sale también en una impresora.", "Each station sees what it makes on the kitchen screen, and on a printer as well if you like.", "Cada estação vê o que prepara na tela da cozinha e, se quiser, sai também em uma impressora.";
        stations: "Estaciones", "Stations", "Estações";
        none: "Todavía no hay estaciones.", "There are no stations yet.", "Ainda não há estações.";
        add: "Agregar estación", "Add a station", "Adicionar estação";
        station: "Estación", "Station", "Estação";
        name: "Nombre", "Name", "Nome";
        name_example: "Barra", "Bar", "Bar";
        makes: "Prepara", "Makes", "Prepara";
        no_categories: "El menú todavía no tiene categorías.", "The menu has no categories yet.", "O cardápio ainda não tem categorias.";
        on_screen: "Solo pantalla", "Screen only", "Só tela";
        on_printer: "Pantalla e impresora", "Screen and printer", "Tela e impressora";
        where_to: "Dónde sale", "Where it comes out", "Onde sai";
        save: "Guardar", "Save", "Salvar";
        remove: "Quitar", "Remove", "Remover";
        back: "Volver", "Back", "Voltar";
        all: "Todas", "All", "Todas";
        fresh: "Nuevos", "New", "Novos";
        preparing: "En preparación", "Preparing", "Em preparo";
        ready: "Listos", "Ready", "Prontos";
        quiet: "Nada por preparar", "Nothing to make", "Nada a preparar";
        no_stations: "Nadie recibe comandas todavía: agregá una estación en Más, Cocina y barra.", "Nobody gets tickets yet: add a station in More, Kitchen and bar.", "Ninguém recebe comandas ainda: adicione uma estação em Mais, Cozinha e bar.";
        begin: "Empezar", "Start", "Começar";
        is_ready: "Listo", "Ready", "Pronto";
        taken: "Entregado", "Handed over", "Entregue";
        seen: "Visto", "Seen", "Visto";
        recall: "Traer de vuelta", "Call back", "Trazer de volta";
        reprint: "Imprimir de nuevo", "Print again", "Imprimir de novo";
        not_made: "Anular", "Cancel", "Cancelar";
        to_go: "Llevar", "To go", "Viagem";
        sent: "En cocina", "In the kitchen", "Na cozinha";
        station_saved: "Estación guardada", "Station saved", "Estação salva";
        station_removed: "Estación quitada", "Station removed", "Estação removida";
    }
}

impl Kitchen {
    /// What a tap on a ticket does.
    pub const fn step(self, state: TicketState) -> &'static str {
        match state {
            TicketState::New => self.begin(),
            TicketState::Preparing => self.is_ready(),
            TicketState::Ready | TicketState::Done => self.taken(),
        }
    }

    /// What there is to say about whether a ticket reached its station.
    pub const fn delivery(self, delivery: Delivery) -> Option<&'static str> {
        match delivery {
            Delivery::Sent | Delivery::Acknowledged => None,
            Delivery::Queued => Some(self.pick("Imprimiendo", "Printing", "Imprimindo")),
            Delivery::Failed => {
                Some(self.pick("No se imprimió", "Not printed", "Não foi impresso"))
            }
        }
    }

    /// Everything a station makes: `Café, Fríos`.
    pub fn of_categories(self, names: &[&str]) -> String {
        match names {
            [] => say! { self.0; "Nada todavía", "Nothing yet", "Nada ainda" },
            names => names.join(", "),
        }
    }

    /// `Barra: la impresora no contesta…`, and where its tickets come out meanwhile.
    pub fn trouble(self, station: &str, why: &str, fallback: bool) -> String {
        let meanwhile = match fallback {
            true => {
                say! { self.0; ". Sus comandas salen por la impresora de la caja", ". Its tickets come out of the till's printer", ". Suas comandas saem pela impressora do caixa" }
            }
            false => String::new(),
        };
        format!("{station}: {why}{meanwhile}")
    }
}
