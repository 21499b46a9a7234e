// English.
#include "language.h"

namespace reading {

extern const LanguageData kEnglish;
const LanguageData kEnglish{
    "en",
    false,
    "the of and to in that is was for on with he as it his at by from they said were has have not this but who",
    "the a an this these those its his her their our my your some another one two three several many",
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice-president chancellor minister premier king queen prince princess pope "
    "senator congressman congresswoman representative governor mayor secretary ambassador general colonel major captain lieutenant sergeant "
    "admiral judge justice bishop archbishop cardinal father sister brother chairman chairwoman chief director councillor",
    "has have had having is are was were be been being do does did will would shall should can could may might must 's 'd 'll 've wo n't "
    "hasn't haven't hadn't isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't cannot",
    "not never n't also since again already only repeatedly previously later earlier first recently",
    "say says said saying tell tells told telling state states stated claim claims claimed claiming add adds added adding explain explains explained "
    "announce announces announced argue argues argued warn warns warned insist insists insisted admit admits admitted deny denies denied declare "
    "declares declared note notes noted write writes wrote report reports reported believe believes believed think thinks thought suggest suggests "
    "suggested confirm confirms confirmed promise promises promised reply replies replied ask asks asked call calls called describe describes "
    "described accuse accuses accused complain complains complained remark remarks remarked predict predicts predicted conclude concludes concluded "
    "urge urges urged demand demands demanded allege alleges alleged assert asserts asserted acknowledge acknowledges acknowledged stress stresses "
    "stressed emphasise emphasised emphasize emphasized recall recalls recalled respond responds responded repeat repeats repeated hope hopes hoped "
    "fear fears feared shout shouts shouted mutter muttered whisper whispered cry cried continue continued answer answered observe observed "
    "comment commented agree agreed joke joked label labelled labeled dub dubbed brand branded term termed hail hailed praise praised",
    "that whether if",
    "according_to in_the_words_of in_the_view_of in_the_opinion_of",
    "had that is very no so bye ha blah knock hear there many well now yes her you do it in on who way",
    "of de van von der den la le du del bin al ibn and the for di da dos",
    "he:s:m him:s:m his:s:m himself:s:m she:s:f her:s:f hers:s:f herself:s:f it:s:n its:s:n itself:s:n they:e:- them:e:- their:e:- theirs:e:- "
    "themselves:p:- i:s:- me:s:- my:s:- mine:s:- myself:s:- we:p:- us:p:- our:p:- ours:p:- ourselves:p:- you:e:- your:e:- who:e:- whom:e:-",
};

}  // namespace reading
