// German.
#include "language.h"

namespace reading {

extern const LanguageData kGerman;
const LanguageData kGerman{
    "de",
    true,
    "der die das und ist nicht von mit den dem des ein eine zu auf für im sich auch es war werden hat wird sie er als an nach bei aus dass wurde",
    "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes sein seine seinen seinem seiner ihr "
    "ihre ihren ihrem ihrer unser unsere mein meine kein keine mehrere einige viele zwei drei",
    "herr herrn frau fräulein dr prof professor professorin präsident präsidentin bundespräsident bundespräsidentin kanzler kanzlerin bundeskanzler "
    "bundeskanzlerin minister ministerin außenminister außenministerin innenminister innenministerin finanzminister finanzministerin premierminister "
    "premierministerin ministerpräsident ministerpräsidentin bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin könig königin prinz "
    "prinzessin papst kardinal bischof erzbischof pfarrer general oberst major hauptmann senator senatorin staatssekretär staatssekretärin "
    "abgeordneter abgeordnete botschafter botschafterin richter richterin direktor direktorin sprecher sprecherin vorsitzender vorsitzende chef "
    "chefin trainer trainerin graf gräfin freiherr",
    "hat habe haben hatte hatten hätte hätten ist sei sind war waren wäre wird werde werden wurde wurden worden würde würden soll solle sollen sollte "
    "sollten will wolle wollen wollte wollten kann könne können konnte konnten könnte darf dürfe muss müsse müssen musste mussten mag möge möchte",
    "nicht nie niemals auch wieder bereits schon noch nur zuvor später erneut zudem weiter ausdrücklich",
    "sagt sagte sagten sagen gesagt erklärt erklärte erklärten erklären meint meinte meinten meinen gemeint behauptet behauptete behaupteten betont betonte "
    "betonten betonen kritisiert kritisierte kritisierten warnt warnte warnten warnen gewarnt fordert forderte forderten fordern berichtet berichtete "
    "berichteten berichten schreibt schrieb schrieben schreiben teilt teilte teilten mitgeteilt mitteilte glaubt glaubte glaubten denkt dachte dachten "
    "findet fand fanden fragt fragte fragten antwortet antwortete antworteten erwidert erwiderte bestätigt bestätigte bestätigten dementiert dementierte "
    "verspricht versprach versprachen kündigt kündigte kündigten angekündigt ankündigte äußert äußerte äußerten geäußert nennt nannte nannten genannt "
    "bezeichnet bezeichnete bezeichneten vermutet vermutete vermuteten hofft hoffte hofften fürchtet fürchtete befürchtet befürchtete räumt räumte "
    "eingeräumt gibt gab zugegeben ergänzt ergänzte fügt fügte hinzugefügt ruft rief riefen gerufen beschuldigt beschuldigte vorgeworfen wirft warf "
    "verlangt verlangte spricht sprach sprachen lobt lobte bedauert bedauerte erwartet erwartete hält hielt versichert versicherte weist wies "
    "beklagt beklagte schildert schilderte beteuert beteuerte unterstreicht unterstrich stellt stellte begründet begründete meldet meldete meldeten",
    "dass daß ob",
    "laut nach_angaben nach_ansicht nach_auffassung nach_aussage nach_aussagen nach_den_worten nach_meinung nach_einschätzung zufolge",
    "die der das den sie ihr sich so sehr nein ja",
    "von vom zu zur zum und der die das des für de van den da",
    "er:s:m ihn:s:m ihm:s:m sie:e:- ihr:e:- ihre:e:- ihren:e:- ihrem:e:- ihrer:e:- sein:s:m seine:s:m seinen:s:m seinem:s:m seiner:s:m seines:s:m es:s:n ich:s:- "
    "mich:s:- mir:s:- mein:s:- meine:s:- wir:p:- uns:p:- unser:p:- unsere:p:- unseren:p:- ihnen:e:- du:s:- dich:s:- dir:s:- dieser:s:m diese:e:-",
};

}  // namespace reading
