//! The texts of an order that is paid in parts, and of tabs that become one.

use shared::till::Language;

words! {
    /// The texts of an order that is paid in parts, and of tabs that become one.
    Split {
        title: "Dividir", "Split", "Dividir";
        unassigned: "Sin repartir", "Not assigned", "Sem dividir";
        to_assign: "Falta repartir", "Left to assign", "Falta dividir";
        by_product: "Por productos", "By product", "Por produto";
        product_then_part: "Producto, después parte", "Product, then part", "Produto, depois parte";
        by_parts: "Por partes", "By parts", "Por partes";
        more_parts: "Una parte más", "One part more", "Uma parte a mais";
        fewer_parts: "Una parte menos", "One part less", "Uma parte a menos";
        another: "Otra parte", "Another part", "Outra parte";
        take_off: "Quitar parte", "Remove part", "Remover parte";
        put_rest: "Poner el resto", "Put the rest", "Pôr o resto";
        one_apart: "Separar 1", "Take 1 apart", "Separar 1";
        choose: "Elegí productos", "Choose products", "Escolha produtos";
        charge: "Cobrar", "Charge", "Cobrar";
        paid: "Cobrada", "Paid", "Cobrada";
        all_assigned: "Todo repartido", "All assigned", "Tudo dividido";
        join: "Juntar", "Join", "Juntar";
        to_which: "¿Con qué cuenta?", "With which tab?", "Com qual comanda?";
        whole_order: "Todo el pedido", "The whole order", "O pedido inteiro";
        no_other: "No hay otra cuenta abierta", "There is no other open tab", "Não há outra comanda aberta";
    }
}

impl Split {
    /// One of the parts.
    pub fn part(self, number: usize) -> String {
        say! { self.0; format!("Parte {number}"), format!("Part {number}"), format!("Parte {number}") }
    }

    /// So many equal parts.
    pub fn so_many(self, count: u16, each: &str) -> String {
        say! { self.0; format!("{count} de {each}"), format!("{count} of {each}"), format!("{count} de {each}") }
    }

    /// The one of equal parts that is given now.
    pub fn share(self, number: u16, of: u16) -> String {
        say! { self.0; format!("Parte {number} de {of}"), format!("Part {number} of {of}"), format!("Parte {number} de {of}") }
    }

    /// What was chosen goes here, by its name.
    pub fn put_here(self, name: &str) -> String {
        say! { self.0; format!("Poner {name} acá"), format!("Put {name} here"), format!("Pôr {name} aqui") }
    }

    /// The same, where several things were chosen.
    pub fn put_some_here(self, count: usize) -> String {
        say! { self.0; format!("Poner {count} acá"), format!("Put {count} here"), format!("Pôr {count} aqui") }
    }

    /// A line goes back to where it came from.
    pub fn put_back(self, name: &str) -> String {
        say! { self.0; format!("Sacar {name} de la parte"), format!("Take {name} out of the part"), format!("Tirar {name} da parte") }
    }

    /// So many products.
    pub fn products(self, count: u32) -> String {
        match count {
            1 => say! { self.0; "1 producto", "1 product", "1 produto" },
            _ => {
                say! { self.0; format!("{count} productos"), format!("{count} products"), format!("{count} produtos") }
            }
        }
    }

    /// It is on that tab now.
    pub fn joined(self, name: &str) -> String {
        say! { self.0; format!("Ahora está en {name}"), format!("Now on {name}"), format!("Agora está em {name}") }
    }
}
