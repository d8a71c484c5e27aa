//! Why something is not printed.

use shared::printing::PrintRejection;
use shared::till::Language;

/// Why something is not printed.
pub fn printing(language: Language, rejection: PrintRejection) -> String {
    match rejection {
        PrintRejection::BadPlace => {
            say! { language; "Ahí no puede haber una impresora: escribí su número o nombre en la red, o la ruta de su archivo", "No printer can be there: write its number or name in the network, or the path of its device file", "Aí não pode haver uma impressora: escreva o número ou nome na rede, ou o caminho do arquivo" }
        }
        PrintRejection::NoPrinter => {
            say! { language; "Este equipo no tiene impresora. Elegí una en Más", "This device has no printer. Choose one under More", "Este aparelho não tem impressora. Escolha uma em Mais" }
        }
        PrintRejection::NoSuchPaper => {
            say! { language; "No hay nada de ese número para imprimir", "There is nothing of that number to print", "Não há nada desse número para imprimir" }
        }
        PrintRejection::NoSuchJob => {
            say! { language; "Ese papel ya salió o ya no se espera", "That paper came out or is no longer wanted", "Esse papel já saiu ou não é mais esperado" }
        }
        PrintRejection::NotWritten => {
            say! { language; "No se pudo guardar el documento. Mirá si hay lugar en el disco", "The document could not be saved. Check for room on the disk", "Não foi possível salvar o documento. Veja se há espaço no disco" }
        }
    }
}
