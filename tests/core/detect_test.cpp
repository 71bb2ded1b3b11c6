#include "tirai/detect.h"

#include <random>
#include <set>

#include "detect/recognizer.h"
#include "support.h"

namespace {
using namespace tirai;
using vectors::Case;
using vectors::read_cases;
using namespace std::string_literals;

KnownValues known_of(const Case& one) {
  std::vector<KnownValue> values;
  if (!one.data.contains("known")) return {};
  for (const auto& known : one.data["known"]) {
    values.push_back({known["class"], entity_type_from(known["type"].get<std::string>()).value_or(EntityType::kOther), known["value"]});
  }
  return KnownValues(std::move(values));
}

nlohmann::json answer_of(std::string_view text, const KnownValues& known) {
  nlohmann::json answer = nlohmann::json::array();
  for (const Detection& found : detect(text, known)) {
    answer.push_back({{"type", to_string(found.type)}, {"span", {found.span.begin, found.span.end}}});
  }
  return answer;
}

void expect_vectors(const std::string& name) {
  for (const Case& one : read_cases("tests/vectors/detect/" + name + ".jsonl")) {
    const std::string text = one.data["text"];
    EXPECT_EQ(answer_of(text, known_of(one)).dump(), one.data["expect"].dump()) << one.where;
  }
}

// A recognizer's vectors are looked at by its type's name: a new file of vectors is found by itself, and a recognizer without one is a failure.
TEST(Detect, FindsWhatEachRecognizerKnowsAndLeavesItsNearMissesAlone) {
  std::set<std::string> types;
  for (const recognition::Recognizer& one : recognition::recognizers()) types.insert(std::string(to_string(one.type)));
  for (const std::string& type : types) expect_vectors(type);
}

TEST(Detect, RecognizersAreWrittenAsTheirHeaderAsks) {
  for (const recognition::Recognizer& one : recognition::recognizers()) {
    const std::string name(to_string(one.type));
    EXPECT_GE(one.confidence.with_context, one.confidence.alone) << name;
    std::vector<std::string_view> phrases(one.context.begin(), one.context.end());
    phrases.insert(phrases.end(), one.against.begin(), one.against.end());
    if (const auto* said = std::get_if<recognition::Phrases>(&one.candidate)) phrases.insert(phrases.end(), said->phrases.begin(), said->phrases.end());
    for (const std::string_view phrase : phrases) {
      EXPECT_TRUE(!phrase.empty() && phrase.size() <= 48 && ((phrase[0] >= 'a' && phrase[0] <= 'z') || (phrase[0] & 0x80) != 0)) << name << ": " << phrase;
      for (const char c : phrase) EXPECT_FALSE(c >= 'A' && c <= 'Z') << name << ": " << phrase;
    }
  }
}

TEST(Detect, FindsKnownValuesInTheirWrittenVariants) { expect_vectors("known_values"); }
TEST(Detect, ReadsWhatIsHiddenFromMachines) { expect_vectors("obfuscation"); }
TEST(Detect, SettlesOverlaps) { expect_vectors("overlap"); }
TEST(Detect, ReadsTheLabelsOfColumns) { expect_vectors("tables"); }

TEST(Detect, ReportsNothingBelowTheThreshold) {
  Thresholds never;
  for (double& least : never.at_least) least = 1.01;
  EXPECT_TRUE(detect("4111111111111111 budi@example.com 081234567890 3171014508900002", {}, never).empty());
  Thresholds sure;
  sure.at_least[static_cast<std::size_t>(EntityType::kCreditCard)] = 0.9;
  EXPECT_TRUE(detect("nomor 4111111111111111", {}, sure).empty());
  EXPECT_EQ(detect("visa 4111111111111111", {}, sure).size(), 1u);
}

TEST(Detect, NamesTheKnownValueThatMatched) {
  const KnownValues known({{"person.name", EntityType::kPerson, "Siti Rahayu"}, {"contact.phone", EntityType::kPhoneNumber, "081234567890"}});
  const auto found = detect("Siti: 0812-3456-7890 atau 081398765432", known);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].known, 0u);
  EXPECT_EQ(found[1].known, 1u);
  EXPECT_EQ(found[2].known, std::nullopt);
}

// --- properties on random text ---------------------------------------------------------------------------------------

bool is_boundary(std::string_view text, std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }

void expect_sorted_disjoint_on_boundaries(const std::string& text, const std::vector<Detection>& found) {
  std::size_t end = 0;
  for (const Detection& one : found) {
    EXPECT_GE(one.span.begin, end);
    EXPECT_GT(one.span.end, one.span.begin);
    EXPECT_LE(one.span.end, text.size());
    EXPECT_TRUE(!is_utf8(text) || (is_boundary(text, one.span.begin) && is_boundary(text, one.span.end)));
    EXPECT_EQ(text.substr(one.span.begin, one.span.size()).find('\0'), std::string::npos);
    EXPECT_GE(one.confidence, 0.5);
    EXPECT_LE(one.confidence, 1.0);
    end = one.span.end;
  }
}

TEST(Detect, AnswersSortedDisjointSpansOnCharacterBoundariesForAnyText) {
  const std::string pieces[] = {"4111 1111 1111 1111", "3171014508900002", "0812-3456-7890", "+62", "budi@example.com", "@", ".", "-", " ", "Siti", "Rahayu",
                                std::string(1, '\0'),  "\u200b",           "\u00a0",         "😀",  "é",                "1", "0", "kartu ", "\xff", "\xe2\x80", "１", "62", "(", ")"};
  const KnownValues known({{"person.name", EntityType::kPerson, "Siti Rahayu"}, {"contact.phone", EntityType::kPhoneNumber, "081234567890"}});
  std::mt19937 random(20240812);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned left = random() % 24; left > 0; --left) text += pieces[random() % std::size(pieces)];
    expect_sorted_disjoint_on_boundaries(text, detect(text, known));
  }
}

TEST(Detect, SurvivesRandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 2000, '\0');
    for (char& byte : text) byte = static_cast<char>(random() % (round % 2 == 0 ? 256 : 64));
    expect_sorted_disjoint_on_boundaries(text, detect(text));
  }
}

// Texts made to be hard: twice the text, twice the answers, and a quadratic step would outlast the runner's patience.
TEST(Detect, FindsTheSameAgainInTextsMadeToBeHard) {
  const KnownValues known({{"person.name", EntityType::kPerson, "a a a a a a a a a a a a a a a a a a a a a b"}});
  const std::string hard[] = {"1 ", "0812 ", "a@", "1-", "@", "4111 1111 1111 1111 ", "a ", "\u200b1", "x.", "+62", "(", "((0", "3171014508900002 "};
  for (const std::string& piece : hard) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    const auto once = detect(text, known).size();
    EXPECT_EQ(detect(text + "\0"s + text, known).size(), 2 * once) << piece;
  }
}

TEST(Detect, FindsValuesAtTheEndOfFiveMegabytes) {
  std::string text;
  while (text.size() < 5'000'000) text += "Harga Rp 150.000 pada 2024-08-12, tidak ada yang perlu ditutup. ";
  const std::size_t clean = text.size();
  text += "NIK 3171014508900002";
  const auto found = detect(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span, (ByteSpan{clean + 4, clean + 20}));
}

}  // namespace
