// Common family names of the same countries.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "abbott abernathy adams adeyemi agarwal aguilar akhtar almeida alvarado alvarez anderson andersson andrews ang aquino aritonang armstrong arnold "
    "ashworth assegaf bailey baker bakker banerjee barker barnes barnett barrett barton barus baswedan batubara bauer bautista becker begum bell bennett "
    "benson berry bhatia bianchi bishop blackwood bolton bonnet booth bos bose bowen bowman boyd bradshaw braun brewer briggs brooks bryant bui burgess "
    "burke burns burton butler byrd byrne caldwell campbell carlson carpenter carr carroll carver castillo castro chambers chan chandler chapman chatterjee "
    "chavez chen cheng cheung cho choi chong chopra chua clark clarke clayton coleman collins colombo connolly conti contreras cook costa cox crawford "
    "cunningham dang daniels das daulay davidson davies davis dawson dekker delgado demir desai diaz dixon dlamini do dobson doherty dominguez doyle dubois "
    "dunn duong dupont durand ellis eriksson espinoza esposito estrada farrell feldmann ferguson fernandez fernández ferrari ferreira fields finch fischer "
    "fitzgerald fleming flores flynn fontaine foo foster fournier fowler frazier freeman frost fujita fuller gallagher gao garcia garcía gardner garza "
    "ghosh gibson giordano girard girsang goh gomez gonzales gonzalez gonzález goodwin gray greene griffin griffiths guerrero guo gupta gutierrez guzman "
    "gómez haddad hall hamilton hammond hancock hansen hanson hardy hargreaves harris harrison hart hartley hartmann hashimoto hawkins hayes henderson "
    "hendriks hernandez herrera hicks higgins hill ho hoang hobbs hodge hoffman hoffmann hofmann holland holmes hong hooper hopkins horton houghton howell "
    "hu huang hughes hunt hussain hutchinson huynh ikeda ingram iqbal ito iyer jacobs jang jansen jarvis jenkins jennings jensen jimenez jiménez johansson "
    "johnson johnston jones joshi jung kang kapoor karlsson kato kaur kavanagh kaya keller kemp khan khanna kim kimura kirby klein knight kobayashi koch "
    "koh korhonen kowalczyk kowalski kramer krause krishnan krüger kulkarni kumar köhler lam lambert lane lange larson larsson lau lawson lee lefebvre "
    "lehmann leroy leung lim lin lindberg lindqvist liu llewellyn lombardi lopez lowe lukito luo lynch lópez macdonald mahmood maier maldonado malhotra "
    "mann mansour marchetti marquez marsh martinez martínez matsumoto matthews may mcallister mcbride mccarthy mccormick mccoy mcdaniel mcdonald mcguire "
    "mcintyre mckenzie mckinney mclean mcleod medina mehta meijer mejia mendez mendoza menon meyer middleton miller mills mishra mistry montgomery moore "
    "morales moran moreau moreno moretti morrison moss mukherjee mulder munoz murphy mutua myers mäkinen müller naidu nair nakamura nascimento navarro "
    "naylor neal neumann newman ng ngo nguyen nguyễn nichols nicholson nieminen nilsson norris norton nowak nunez obrien ocampo oconnor odonnell okafor "
    "oliveira olson olsson oneil oneill ooi ortega ortiz osborne owens oyelaran padilla pandey park parkin parsons patel patil patterson peacock pearce "
    "pearson pemberton pereira perez perkins persson peters peterson petrov pham phan phillips phạm pickering pierce pillai pollard porter potter powell "
    "pratt preston price pritchard pérez quek quigley raghavan ramirez ramos randall rangkuti rao reddy rees reyes reynolds rhodes ricci rice richards "
    "richardson richter rigby rios rivera rizzo roberts robertson robinson rodriguez rodríguez rogers rojas romero rossi rousseau roux rowe ruiz rumahorbo "
    "russo ryan salazar sanchez sanders sandoval santos sasaki sato schmidt schneider schroeder schröder schultz schulz schwartz schwarz schäfer seah shah "
    "sharma sharp shaw shelton shepherd sheppard shihab shimizu short silva simmons sims sinclair singh skinner slater smart smit smith snyder soto souza "
    "srinivasan stafford steele stephens stephenson stevens stevenson stokes stone storey subramaniam sullivan sun sutherland sutton suzuki svensson swift "
    "sánchez takahashi tan tanaka tang tanoto tay taylor teo thompson thorne thornton toh torres townsend tran trần turner valdez vargas vasquez vaughn "
    "vazquez vega venkataraman verma villanueva virtanen visser vogel vos vu wade wagner walker walsh walters walton wang ward washington watanabe waters "
    "watkins watson watts weaver webb weber webster welch wells west wheeler whitaker whitcombe whitehead whitfield wilkins wilkinson williams williamson "
    "willis wilson winter wiśniewski wood woodward wright xie xu yamada yamaguchi yamamoto yang yap yoon yoshida yılmaz zhang zhao zheng zhou zhu "
    "zimmermann çelik";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kFamilyNames = {kFamilyName, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
