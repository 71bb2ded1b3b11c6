// The same of English.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "about above account accounts active actually address addresses admin administrator after afternoon again age agent all already alright also although "
    "always am amazing amazon amex an and and/or android another any anyone apartment apologies app apple application appreciate appreciated apr april apt "
    "are aren't as asap ask asked asking at attached attachment attachments attention attn aug august available ave avenue awesome bank basically bcc be "
    "because been before being below best between bill billing birth birthday blank block blocked blvd born both boulevard box broken brother building "
    "business but by call called calling came can can't cancel canceled cancelled cancelling card cards case cases cc cell ceo change changed changing "
    "characters check checked checking cheers chrome city client clients close closed code codes colleague colleagues column come coming company "
    "complaining concerning confirm confirmed confirming contact contacted contacting correct could country court credit ct current currently customer "
    "customers damaged data date daughter day dear debit dec december default deliver delivered delivery demo department description desk detail details "
    "dhl did didn't director do dob document documents does doesn't doing don't done dpd dr drive during e-mail each early eg eight else email error errors "
    "escalate escalated etc even evening ever every everyone example excellent expired expires expiry facebook faithfully false family father fax feb "
    "february fedex female few field fields file files finally finance find fine firefox first five flat floor folks for format forward forwarded found "
    "four frankly freshdesk fri friday friend friends from full further fw fwd gave gender get getting github give given glad gmail go going good google "
    "got great greetings guarantor guys had happy has have having he hear hearing hello help helpdesk helping her here hers hey hi highway him his home "
    "honestly hope hopefully hoping hospital hotmail house how however hr hundred husband hwy i'd i'll i'm i've id identification identity ids ie if "
    "important in inactive incorrect info information instagram instead internet into invalid invoice ipad iphone is isn't issue issued issues it it's item "
    "items its jan january jira jul july jun june just kind kindly knew know lane last late later let let's licence license like link linux living ln "
    "located locked log login look looking lost love mac madam mail make making male management manager many mar march marketing married mastercard may me "
    "member members microsoft middle might million mine mismatch missing mobile mon monday more moreover morning most mother much must my n/a na name names "
    "nationality need needed needs netflix network never new next nhs nice night nine no nobody none nor not note notes nov november now nric null number "
    "numbers occupation oct october of off office officer often ok okay old on once one only onto open opened operations or order ordered ordering orders "
    "other otp our ours out outlook over own package page pages paid parcel parkway passcode passport password pay paying payment payments paypal per "
    "perfect phone pin pl place please pls po postal postcode previous problem problems product products purchase question questions rd re reach reached "
    "really receive received receiving recent recently ref reference refund refunded regarding regards registered release replied reply reporting request "
    "requested requests reset residing resolve resolved respond right road room said sales salesforce same sample samsung sat saturday saw say says school "
    "second security see send sending sent sep sept september server service services seven shall she ship shipped shipping shop should since sincerely "
    "single singpost sir sister site six slack so some someone sometimes soon sorry speaking spotify square ssn st staff state status still stolen store "
    "street subject such suite sun sunday support sure surname system take taken tbd team tel telegram telephone tell ten test testing than thank thanks "
    "that that's the their theirs them then there there's therefore these they they're think third this those though thought thousand three through thu "
    "thursday thx ticket tickets time tnt to today told tomorrow too took tracking transaction transfer tried true truly try trying tue tuesday twitter two "
    "unavailable undefined under unfortunately unit university unknown unless until up update updated updating ups urgent us use used user username users "
    "using usps valid version very via visa vs want wanted wants warm warmest was wasn't way we we're we've web website wed wednesday went were what what's "
    "whatsapp when where which while who whom whose why wife will windows wish wishes with within without won't work would would've write writing written "
    "wrong wrote yahoo yeah yep yes yesterday yet you you're your yours zendesk zero zip zoom";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kEnglishStopWords = {kStop, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
