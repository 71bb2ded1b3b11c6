// Common family names of the same countries.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "abbott adams adeyemi agarwal akhtar almeida alvarez anderson andersson andrews ang armstrong arnold ashworth baker bakker banerjee barker barnes "
    "barnett barrett barton bauer bautista becker begum bell bennett benson berry bianchi bishop blackwood bolton bonnet booth bos bose bowen bowman boyd "
    "bradshaw braun brewer briggs brooks bryant bui burgess burke burns burton butler byrd byrne caldwell campbell carlson carpenter carr carroll carver "
    "castillo chambers chan chandler chapman chatterjee chavez chen cheng cheung cho choi chong chua clark clarke clayton coleman collins colombo connolly "
    "conti cook costa cox crawford cunningham dang daniels das davidson davies davis dawson dekker demir desai diaz dixon do dobson doherty doyle dubois "
    "dunn duong dupont durand ellis eriksson esposito farrell ferguson fernandez fernández ferrari ferreira fields finch fischer fitzgerald fleming flores "
    "flynn fontaine foo foster fournier fowler frazier freeman frost fuller gallagher gao garcia garcía gardner garza gibson giordano girard goh gomez "
    "gonzález goodwin gray greene griffin griffiths guo gupta gutierrez gómez hall hamilton hammond hancock hansen hanson hardy hargreaves harris harrison "
    "hart hartley hartmann hawkins hayes henderson hendriks hernandez herrera hicks higgins hill ho hobbs hodge hoffman hofmann holland holmes hooper "
    "hopkins horton houghton howell hu huang hughes hunt hussain hutchinson huynh ingram iqbal ito iyer jacobs jang jansen jarvis jenkins jennings jensen "
    "jimenez jiménez johansson johnson johnston jones joshi jung kang kapoor karlsson kato kaur kavanagh kaya keller kemp khan kim kirby klein knight "
    "kobayashi koch koh korhonen kowalski kramer krause krishnan krüger kumar köhler lam lambert lane lange larson larsson lau lawson lee lefebvre lehmann "
    "leroy leung lim lin lindberg liu lombardi lopez lowe luo lynch lópez macdonald mahmood maier malhotra mann marsh martinez martínez matthews may "
    "mcallister mcbride mccarthy mccormick mccoy mcdaniel mcdonald mcguire mcintyre mckenzie mckinney mclean mcleod medina mehta meijer mendoza menon meyer "
    "middleton miller mills mishra mistry montgomery moore morales moran moreau moreno moretti morrison moss mukherjee mulder myers mäkinen müller nair "
    "nakamura naylor neal neumann newman ng ngo nguyen nguyễn nichols nicholson nieminen nilsson norris norton nowak obrien oconnor odonnell okafor "
    "oliveira olson olsson oneil oneill ooi ortiz osborne owens padilla pandey park parkin parsons patel patterson peacock pearce pearson pemberton pereira "
    "perez perkins persson peters peterson pham phan phillips phạm pickering pierce pollard porter potter powell pratt preston price pritchard pérez quek "
    "quigley ramirez ramos randall rao reddy rees reyes reynolds rhodes ricci rice richards richardson richter rigby rizzo roberts robertson robinson "
    "rodriguez rodríguez rogers romero rossi rousseau roux rowe ruiz russo ryan salazar sanchez sanders santos sasaki sato schmidt schneider schroeder "
    "schröder schulz schwartz schwarz schäfer seah shah sharma sharp shaw shelton shepherd sheppard short silva simmons sims sinclair singh skinner slater "
    "smart smit smith snyder soto souza srinivasan stafford steele stephens stephenson stevens stevenson stokes stone storey subramaniam sullivan sun "
    "sutherland sutton suzuki svensson swift sánchez takahashi tan tanaka tang tay taylor teo thompson thorne thornton toh torres townsend tran trần turner "
    "vargas vasquez vaughn verma virtanen visser vos vu wade wagner walker walsh walters walton wang ward washington watanabe waters watkins watson watts "
    "weaver webb weber webster welch wells west wheeler whitaker whitehead whitfield wilkins wilkinson williams williamson willis wilson winter wiśniewski "
    "wood woodward wright xie xu yamada yamamoto yang yap yoon yoshida yılmaz zhang zhao zheng zhou zhu zimmermann çelik";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kFamilyNames = {kFamilyName, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
