// Common family names of the same countries.
#include "detect/lexicon/lexicon.h"

namespace tirai::recognition {

const WordList kFamilyNames = {kFamilyName,
    "adams adeyemi agarwal almeida alvarez anderson andersson andrews ang armstrong arnold ashworth bakker banerjee barnes barnett barrett bauer bautista "
    "becker bennett berry bianchi bishop blackwood bonnet bos bose bowman boyd braun brewer brooks bryant bui burke burns burton byrd byrne caldwell "
    "campbell carlson carpenter carr carroll castillo chambers chan chandler chapman chatterjee chavez chen cheng cheung cho choi chong chua clark coleman "
    "collins colombo conti costa cox crawford cunningham dang daniels das davidson davis dekker demir desai diaz dixon do doyle dubois dunn duong dupont "
    "durand ellis eriksson esposito ferguson fernandez fernández ferrari ferreira fields fischer fitzgerald fleming flores fontaine foo foster fournier "
    "fowler frazier freeman fuller gallagher gao garcia garcía gardner garza gibson giordano girard goh gomez gonzález gray greene griffin guo gupta "
    "gutierrez gómez hamilton hammond hansen hanson hargreaves harrison hart hartmann hawkins hayes henderson hendriks hernandez herrera hicks hill ho "
    "hodge hoffman hofmann holland holmes hooper hopkins horton howell hu huang hughes hunt huynh ito iyer jacobs jang jansen jenkins jennings jensen "
    "jimenez jiménez johansson johnson johnston jones joshi jung kang kapoor karlsson kato kavanagh kaya keller khan kim kirby klein kobayashi koch koh "
    "korhonen kowalski kramer krause krishnan krüger kumar köhler lam lambert lane lange larson larsson lau lawson lee lefebvre lehmann leroy leung lim lin "
    "lindberg liu lombardi lopez lowe luo lynch lópez macdonald maier malhotra martinez martínez matthews may mcallister mcbride mccarthy mccormick mccoy "
    "mcdaniel mcdonald mcguire mckenzie mckinney medina mehta meijer mendoza menon meyer miller mills mishra montgomery moore morales moreau moreno moretti "
    "morrison mukherjee mulder myers mäkinen müller nair nakamura neal neumann ng ngo nguyen nguyễn nichols nieminen nilsson norris nowak obrien oconnor "
    "okafor oliveira olson olsson oneill ooi ortiz owens padilla pandey park parsons patel patterson pearson pemberton pereira perez perkins persson peters "
    "peterson pham phan phillips phạm pierce powell pratt pérez quek quigley ramirez ramos rao reddy reyes reynolds rhodes ricci richards richardson "
    "richter rizzo roberts robertson robinson rodriguez rodríguez rogers romero rossi rousseau roux ruiz russo ryan salazar sanchez sanders santos sasaki "
    "sato schmidt schneider schroeder schröder schulz schwartz schwarz schäfer seah shah sharma shaw shelton shepherd silva simmons sims singh smit smith "
    "snyder soto souza srinivasan stephens stephenson stevens subramaniam sullivan sun sutton suzuki svensson sánchez takahashi tan tanaka tang tay taylor "
    "teo thompson thornton toh torres tran trần turner vargas vasquez vaughn verma virtanen visser vos vu wade wagner walker walsh walters wang washington "
    "watanabe watkins watson weaver webb weber welch wells west wheeler whitaker whitfield williams williamson willis wilson wiśniewski wright xie xu "
    "yamada yamamoto yang yap yoon yoshida yılmaz zhang zhao zheng zhou zhu zimmermann çelik"};

}  // namespace tirai::recognition
