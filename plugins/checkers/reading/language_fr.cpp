// French.
#include "language.h"

namespace reading {

extern const LanguageData kFrench;
const LanguageData kFrench{
    "fr",
    false,
    "le la les des et est une dans que pour qui sur pas au avec il elle ce par plus sont aux ont été mais du",
    "le la les un une des ce cet cette ces son sa ses leur leurs notre nos mon ma mes l' plusieurs deux trois",
    "m mme mlle me dr professeur président présidente ministre premier roi reine prince princesse pape cardinal évêque général colonel capitaine maire "
    "sénateur sénatrice député députée ambassadeur ambassadrice juge directeur directrice chancelier chancelière",
    "a ai ont avait avaient aurait auraient est sont était étaient sera seront serait va vont doit doivent peut peuvent pourrait",
    "pas jamais également aussi déjà encore ne",
    "dit disent disait déclaré déclare déclarait affirmé affirme affirmait expliqué explique ajouté ajoute annoncé annonce estimé estime assuré assure "
    "souligné souligne indiqué indique précisé précise répondu répond écrit demandé demande crié crie promis promet averti avertit dénoncé dénonce "
    "rappelé rappelle confié confie lancé lance pense croit raconte raconté reconnu reconnaît nié nie",
    "que si",
    "selon d'après",
    "nous vous très non oui si bien",
    "de du des la le les d' et von van",
    "il:s:m lui:s:- elle:s:f ils:p:- elles:p:- eux:p:- je:s:- j':s:- me:s:- moi:s:- nous:p:- vous:e:- on:e:- leur:p:-",
};

}  // namespace reading
