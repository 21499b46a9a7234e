// Spanish.
#include "language.h"

namespace reading {

extern const LanguageData kSpanish;
const LanguageData kSpanish{
    "es",
    false,
    "el los las que en una por con para del se no es su al lo como más pero sus le ha este son fue ya está",
    "el la los las un una unos unas este esta estos estas ese esa su sus mi nuestro nuestra varios dos tres",
    "sr sra srta don doña dr dra profesor profesora presidente presidenta ministro ministra rey reina príncipe princesa papa cardenal obispo general "
    "coronel capitán alcalde alcaldesa senador senadora diputado diputada embajador embajadora juez jueza director directora canciller",
    "ha han había habían habría es son era eran será serán va van debe deben puede pueden podría",
    "no nunca también ya aún todavía",
    "dice dicen dijo dijeron decía dicho afirma afirmó afirmaron afirmado explica explicó explicaron añade añadió anuncia anunció aseguró asegura declaró "
    "declara señaló señala indicó indica subrayó subraya respondió responde escribió escribe pidió pide gritó prometió promete advirtió advierte "
    "denunció denuncia recordó recuerda reconoció reconoce negó niega cree piensa opina opinó sostiene sostuvo",
    "que si",
    "según",
    "no sí muy",
    "de del la las los y von van",
    "él:s:m ella:s:f ellos:p:- ellas:p:- yo:s:- mí:s:- nosotros:p:- nosotras:p:- usted:s:- ustedes:p:-",
};

}  // namespace reading
