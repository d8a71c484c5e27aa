//! The texts of the team: who comes in, who may do what, the time clock.

use shared::staff::{ClockStep, Right, Role};
use shared::till::Language;

words! {
    /// The texts of the team.
    Staff {
        who_are_you: "¿Quién sos?", "Who are you?", "Quem é você?";
        team: "Equipo", "Team", "Equipe";
        digits: "PIN", "PIN", "PIN";
        enter: "Entrar", "Come in", "Entrar";
        clock_in_now: "Fichar entrada", "Clock in", "Bater entrada";
        only_clock: "Solo fichar", "Only clock", "Só bater ponto";
        mark_pause: "Marcar pausa", "Start break", "Marcar pausa";
        mark_resume: "Volver de la pausa", "End break", "Voltar da pausa";
        mark_out: "Marcar salida", "Clock out", "Marcar saída";
        deletes_nothing: "Salir o cambiar de persona no borra nada.", "Leaving or switching deletes nothing.", "Sair ou trocar de pessoa não apaga nada.";
        not_in: "Sin fichar", "Not in", "Fora";
        no_pin: "Sin PIN", "No PIN", "Sem PIN";
        forgot: "Olvidé mi PIN", "I forgot my PIN", "Esqueci meu PIN";
        temporary_how: "Quien maneja el equipo elige uno provisorio y lo aprueba con el suyo. Sirve para entrar una vez y elegir otro.", "Whoever runs the team makes up a temporary one and approves it with their own. It lets in once, to choose another.", "Quem cuida da equipe escolhe um provisório e aprova com o seu. Serve para entrar uma vez e escolher outro.";
        choose_pin: "Elegí tu PIN", "Choose your PIN", "Escolha seu PIN";
        choose_pin_how: "De 4 a 6 números que nadie más sepa.", "4 to 6 digits that nobody else knows.", "De 4 a 6 números que ninguém mais saiba.";
        pin_again: "Otra vez, para estar seguros.", "Once more, to be sure.", "Mais uma vez, para ter certeza.";
        pins_differ: "No son iguales. Elegilo de nuevo.", "They are not the same. Choose it again.", "Não são iguais. Escolha de novo.";
        pin_changed: "Listo, ese es tu PIN", "Done, that is your PIN", "Pronto, esse é seu PIN";
        clock_today: "Fichajes de hoy", "Clock today", "Ponto de hoje";
        nobody_clocked: "Hoy todavía no fichó nadie.", "Nobody has clocked today.", "Hoje ninguém bateu ponto ainda.";
        lock: "Dejar la caja", "Leave the till", "Deixar o caixa";
        add_person: "Sumar persona", "Add person", "Adicionar pessoa";
        name: "Nombre", "Name", "Nome";
        position: "Puesto (opcional)", "Position (optional)", "Função (opcional)";
        role: "Rol", "Role", "Papel";
        new_pin: "PIN nuevo, de 4 a 6 números", "New PIN, 4 to 6 digits", "PIN novo, de 4 a 6 números";
        keep_pin: "Dejalo vacío para no cambiarlo", "Leave it empty to keep it", "Deixe vazio para não mudar";
        save: "Guardar", "Save", "Salvar";
        take_off: "Quitar del equipo", "Take off the team", "Tirar da equipe";
        empty: "Todavía no hay nadie. Mientras no haya una dueña o un dueño con PIN, la caja está abierta para todos.", "Nobody yet. As long as no owner has a PIN, the till is open to everybody.", "Ainda não há ninguém. Enquanto nenhum dono tiver PIN, o caixa fica aberto para todos.";
        open_till: "Falta el PIN de una dueña o un dueño: hasta entonces la caja está abierta para todos.", "An owner's PIN is missing: until then the till is open to everybody.", "Falta o PIN de um dono: até lá o caixa fica aberto para todos.";
        needs_approval: "Pide permiso", "Needs approval", "Precisa de permissão";
        approve: "Aprobar", "Approve", "Aprovar";
        nobody_can: "Nadie del equipo puede hacerlo", "Nobody on the team may do this", "Ninguém da equipe pode fazer isso";
        back: "Volver", "Back", "Voltar";
    }
}

impl Staff {
    /// What somebody is here.
    pub const fn role_name(self, role: Role) -> &'static str {
        match role {
            Role::Barista => self.pick("Barra", "Barista", "Barista"),
            Role::Manager => self.pick("Encargado/a", "Manager", "Gerente"),
            Role::Owner => self.pick("Dueño/a", "Owner", "Dono/a"),
        }
    }

    /// A step of the time clock, as a button.
    pub const fn step(self, step: ClockStep) -> &'static str {
        match step {
            ClockStep::In => self.clock_in_now(),
            ClockStep::Pause => self.mark_pause(),
            ClockStep::Resume => self.mark_resume(),
            ClockStep::Out => self.mark_out(),
        }
    }

    /// A step of the time clock that was taken.
    pub const fn stepped(self, step: ClockStep) -> &'static str {
        match step {
            ClockStep::In => self.pick("Entró", "Came in", "Entrou"),
            ClockStep::Pause => self.pick("Empezó la pausa", "Began a break", "Começou a pausa"),
            ClockStep::Resume => self.pick("Volvió de la pausa", "Came back", "Voltou da pausa"),
            ClockStep::Out => self.pick("Salió", "Went out", "Saiu"),
        }
    }

    /// `3 trabajando, 1 en pausa`.
    pub fn presence(self, working: u32, paused: u32) -> String {
        let (working_word, paused_word) = (
            self.pick("trabajando", "working", "trabalhando"),
            self.pick("en pausa", "on a break", "em pausa"),
        );
        match paused {
            0 => format!("{working} {working_word}"),
            _ => format!("{working} {working_word}, {paused} {paused_word}"),
        }
    }

    /// `Entró 7:58`.
    pub fn came(self, clock: &str) -> String {
        format!("{} {clock}", self.pick("Entró", "In since", "Entrou"))
    }

    /// `En pausa desde 10:35`.
    pub fn paused(self, clock: &str) -> String {
        let since = self.pick("En pausa desde", "On a break since", "Em pausa desde");
        format!("{since} {clock}")
    }

    /// `3 números`: what a screen reader hears of the dots.
    pub fn typed(self, count: usize) -> String {
        format!("{count} {}", self.pick("números", "digits", "números"))
    }

    /// `Entró Lucía`.
    pub fn signed_in(self, name: &str) -> String {
        match self.0 {
            Language::Spanish => format!("Hola, {name}"),
            Language::English => format!("Hello, {name}"),
            Language::Portuguese => format!("Olá, {name}"),
        }
    }

    /// `Fichado: Lucía`.
    pub fn clocked(self, name: &str) -> String {
        let done = self.pick("Anotado", "Noted", "Anotado");
        format!("{done}: {name}")
    }

    /// `PIN provisorio para Lucía`.
    pub fn temporary_for(self, name: &str) -> String {
        let what = self.pick(
            "PIN provisorio para",
            "Temporary PIN for",
            "PIN provisório para",
        );
        format!("{what} {name}")
    }

    /// `Lucía entra con el PIN provisorio`.
    pub fn temporary_set(self, name: &str) -> String {
        let what = self.pick(
            "entra con el PIN provisorio",
            "comes in with the temporary PIN",
            "entra com o PIN provisório",
        );
        format!("{name} {what}")
    }

    /// `Se quitó a Lucía`.
    pub fn taken_off(self, name: &str) -> String {
        match self.0 {
            Language::Spanish => format!("{name} ya no está en el equipo"),
            Language::English => format!("{name} is off the team"),
            Language::Portuguese => format!("{name} saiu da equipe"),
        }
    }

    /// What needs a right, as it follows "may not".
    pub const fn right(self, right: Right) -> &'static str {
        match right {
            Right::Sell => self.pick("vender", "sell", "vender"),
            Right::Discount => self.pick("hacer descuentos", "give discounts", "dar descontos"),
            Right::Refund => self.pick("devolver plata", "give money back", "devolver dinheiro"),
            Right::Void => self.pick("anular pedidos", "void orders", "anular pedidos"),
            Right::OpenDrawer => self.pick("abrir el cajón", "open the drawer", "abrir a gaveta"),
            Right::MoveCash => self.pick(
                "ingresar o retirar efectivo",
                "move cash",
                "pôr ou tirar dinheiro",
            ),
            Right::KeepShift => self.pick("llevar el turno", "keep the shift", "cuidar do turno"),
            Right::MarkSoldOut => self.pick("marcar agotados", "mark sold out", "marcar esgotados"),
            Right::EditMenu => self.pick("cambiar el menú", "change the menu", "mudar o cardápio"),
            Right::ManageStaff => {
                self.pick("manejar el equipo", "manage the team", "cuidar da equipe")
            }
            Right::ChangeSettings => {
                self.pick("cambiar ajustes", "change settings", "mudar ajustes")
            }
        }
    }
}
