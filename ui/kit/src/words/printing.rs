//! The texts of the printer.

use shared::printing::{PaperName, PrintState, PrintTrouble};

words! {
    /// The texts of the printer.
    Printing {
        title: "Impresora", "Printer", "Impressora";
        none: "Este equipo todavía no tiene impresora.", "This device has no printer yet.", "Este aparelho ainda não tem impressora.";
        in_network: "En la red", "In the network", "Na rede";
        at_cable: "Por cable", "By cable", "Por cabo";
        place: "Dónde está", "Where it is", "Onde está";
        address: "Dirección", "Address", "Endereço";
        address_example: "192.168.0.41", "192.168.0.41", "192.168.0.41";
        device: "Archivo del equipo", "Device file", "Arquivo do aparelho";
        device_example: "/dev/usb/lp0", "/dev/usb/lp0", "/dev/usb/lp0";
        paper: "Papel", "Paper", "Papel";
        look: "Cómo imprime", "How it prints", "Como imprime";
        as_text: "Letras de la impresora", "The printer's letters", "Letras da impressora";
        as_picture: "Imagen", "Picture", "Imagem";
        characters: "Tildes: si salen mal, probá otra", "Accents: if they print wrong, try another", "Acentos: se saírem errados, tente outra";
        drawer: "Cajón", "Drawer", "Gaveta";
        opens_drawer: "Abre el cajón", "Opens the drawer", "Abre a gaveta";
        no_drawer: "Sin cajón", "No drawer", "Sem gaveta";
        receipts: "Imprimir ticket", "Print the receipt", "Imprimir recibo";
        always: "Siempre", "Always", "Sempre";
        if_asked: "Si lo piden", "If asked", "Se pedirem";
        save: "Guardar", "Save", "Salvar";
        test: "Probar", "Test", "Testar";
        remove: "Quitar", "Remove", "Remover";
        waiting_papers: "Falta imprimir", "Still to print", "Falta imprimir";
        ready: "Lista", "Ready", "Pronta";
        paper_low: "Poco papel", "Little paper", "Pouco papel";
        print: "Imprimir", "Print", "Imprimir";
        leave: "Descartar", "Discard", "Descartar";
        pdf: "PDF", "PDF", "PDF";
        save_pdf: "Guardar PDF", "Save PDF", "Salvar PDF";
        sent: "Va a la impresora", "On its way to the printer", "A caminho da impressora";
        saved_printer: "Impresora guardada", "Printer saved", "Impressora salva";
        removed_printer: "Este equipo ya no imprime", "This device no longer prints", "Este aparelho não imprime mais";
    }
}

impl Printing {
    /// `Ticket C1-000012`.
    pub fn paper_name(self, paper: &PaperName) -> String {
        match paper {
            PaperName::Receipt(number) => {
                format!("{} {number}", self.pick("Ticket", "Receipt", "Recibo"))
            }
            PaperName::Refund(number) => {
                let name = self.pick("Devolución", "Refund", "Devolução");
                format!("{name} {number}")
            }
            PaperName::X => self.pick("Informe X", "X report", "Relatório X").to_owned(),
            PaperName::Z(number) => number.to_string(),
            PaperName::Test => self.test().to_owned(),
            PaperName::Drawer => self.drawer().to_owned(),
            PaperName::Ticket(station) => {
                let name = self.pick("Comanda de", "Ticket for", "Comanda de");
                format!("{name} {station}")
            }
        }
    }

    /// Why a paper is not out yet.
    pub const fn state(self, state: PrintState) -> &'static str {
        match state {
            PrintState::Waiting => self.pick("espera", "waits", "espera"),
            PrintState::Printing => self.pick("imprimiendo", "printing", "imprimindo"),
            PrintState::Unsure => self.pick(
                "quizá salió incompleto",
                "may have come out in part",
                "talvez tenha saído incompleto",
            ),
            PrintState::Late => self.pick(
                "no se imprimió a tiempo",
                "was not printed in time",
                "não foi impresso a tempo",
            ),
        }
    }

    /// What is wrong with the printer, and what to do.
    pub const fn trouble(self, trouble: PrintTrouble) -> &'static str {
        match trouble {
            PrintTrouble::NoAddress => self.pick(
                "Esa dirección no es de una impresora. Revisala",
                "That is no address of a printer. Check it",
                "Esse endereço não é de uma impressora. Confira",
            ),
            PrintTrouble::NotThere => self.pick(
                "La impresora no está conectada. Mirá el cable",
                "The printer is not plugged in. Check the cable",
                "A impressora não está conectada. Veja o cabo",
            ),
            PrintTrouble::NotAllowed => self.pick(
                "Este programa no tiene permiso para usar la impresora",
                "This program may not use the printer",
                "Este programa não tem permissão para usar a impressora",
            ),
            PrintTrouble::Busy => self.pick(
                "Otro programa está usando la impresora",
                "Another program is using the printer",
                "Outro programa está usando a impressora",
            ),
            PrintTrouble::Unreachable => self.pick(
                "La impresora no contesta. Mirá que esté encendida y en la red",
                "The printer does not answer. Check that it is on and in the network",
                "A impressora não responde. Veja se está ligada e na rede",
            ),
            PrintTrouble::Stuck => self.pick(
                "La impresora dejó de recibir. Apagala y encendela",
                "The printer stopped taking anything. Switch it off and on",
                "A impressora parou de receber. Desligue e ligue",
            ),
            PrintTrouble::OutOfPaper => self.pick(
                "La impresora no tiene papel. Cambiá el rollo",
                "The printer is out of paper. Change the roll",
                "A impressora está sem papel. Troque o rolo",
            ),
            PrintTrouble::CoverOpen => self.pick(
                "La tapa de la impresora está abierta. Cerrala",
                "The printer's cover is open. Close it",
                "A tampa da impressora está aberta. Feche",
            ),
            PrintTrouble::NotReady => self.pick(
                "La impresora avisa que no puede imprimir. Mirá sus luces",
                "The printer says that it cannot print. Look at its lights",
                "A impressora avisa que não pode imprimir. Veja as luzes",
            ),
            PrintTrouble::WentAway => self.pick(
                "La impresora se desconectó en el medio",
                "The printer went away in the middle",
                "A impressora se desconectou no meio",
            ),
            PrintTrouble::Broken => self.pick(
                "La impresora falló. Apagala y encendela",
                "The printer failed. Switch it off and on",
                "A impressora falhou. Desligue e ligue",
            ),
        }
    }

    /// `2 sin imprimir`.
    pub fn not_out(self, count: usize) -> String {
        let text = self.pick("sin imprimir", "not printed", "sem imprimir");
        format!("{count} {text}")
    }

    /// `Guardado en /home/…`.
    pub fn saved(self, path: &str) -> String {
        let text = self.pick("Guardado en", "Saved in", "Salvo em");
        format!("{text} {path}")
    }
}
