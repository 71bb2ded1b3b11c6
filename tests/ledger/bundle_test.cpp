#include "bundle/note.h"

#include "crypto/hash.h"
#include "support.h"
#include "tirai/bundle.h"

namespace tirai::test {
namespace {

// The worked example of the Go package sumdb/note and of c2sp.org/signed-note.
const std::string kPeterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string kPeterText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const std::string kPeterLine = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

constexpr std::int64_t kNow = 1'760'000'000'000;
const std::string kSeed(32, 's');

std::string open_error(const std::string& note, const std::string& vkey = kPeterKey) {
  const auto key = bundle::read_verifier_key(vkey);
  if (!key) return "key";
  const auto text = bundle::open_note(note, key.value());
  return text ? "none" : std::string(to_string(text.error().code));
}

TEST(Note, OpensTheWorkedExample) {
  const auto key = bundle::read_verifier_key(kPeterKey);
  ASSERT_TRUE(key.ok());
  const auto text = bundle::open_note(kPeterText + "\n" + kPeterLine, key.value());
  ASSERT_TRUE(text.ok()) << text.error().text();
  EXPECT_EQ(text.value(), kPeterText);
}

TEST(Note, WithAnyBitFlippedIsRefused) {
  const std::string note = kPeterText + "\n" + kPeterLine;
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string flipped = note;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(open_error(flipped), "none") << "bit " << bit;
  }
}

TEST(Note, OfManySignaturesNeedsOneByOurKey) {
  std::string others;
  for (int i = 0; i < 31; ++i) {
    const auto seed = std::string(32, static_cast<char>(i));
    const std::string name = "witness" + std::to_string(i);
    const auto key = bundle::read_signing_key(bundle::write_signing_key(name, seed));
    ASSERT_TRUE(key.ok());
    others += bundle::sign_note(kPeterText, key.value()).substr(kPeterText.size() + 1);
  }
  EXPECT_EQ(open_error(kPeterText + "\n" + others), "bad_signature");
  EXPECT_EQ(open_error(kPeterText + "\n" + others + kPeterLine), "none");
  EXPECT_EQ(open_error(kPeterText + "\n" + kPeterLine + others), "none");
  EXPECT_EQ(open_error(kPeterText + "\n" + others + others + others + kPeterLine), "too_large");
  // One line that is no signature spoils the note, wherever it stands.
  EXPECT_EQ(open_error(kPeterText + "\n" + kPeterLine + "PeterNeumann\n"), "bad_syntax");
}

TEST(Note, WithAWrongSignatureByOurKeyIsRefusedEvenBesideARightOne) {
  std::string wrong = kPeterLine;
  wrong[wrong.size() - 10] = wrong[wrong.size() - 10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(open_error(kPeterText + "\n" + kPeterLine + wrong), "bad_signature");
  EXPECT_EQ(open_error(kPeterText + "\n" + wrong + kPeterLine), "bad_signature");
}

TEST(Note, MustHaveTheFormOfOne) {
  for (const std::string& note : {std::string(), kPeterText, kPeterText + "\n", kPeterText + kPeterLine, kPeterText + "\n" + kPeterLine.substr(0, kPeterLine.size() - 1),
                                  kPeterText + "\n" + kPeterLine + "\n", "a\tb\n\n" + kPeterLine, "\xFF\n\n" + kPeterLine}) {
    EXPECT_EQ(open_error(note), "bad_syntax");
  }
}

TEST(Note, KeysAreReadOnlyWithTheIdThatIsTheirs) {
  for (const char* wrong : {"", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T="}) {
    EXPECT_FALSE(bundle::read_verifier_key(wrong).ok()) << wrong;
  }
  const auto keys = note_keys("tirai.example/policy", kSeed);
  ASSERT_TRUE(keys.ok());
  EXPECT_TRUE(bundle::read_signing_key(keys.value().signing_key).ok());
  EXPECT_TRUE(bundle::read_verifier_key(keys.value().verifier_key).ok());
  EXPECT_FALSE(bundle::read_signing_key(keys.value().verifier_key).ok());
  EXPECT_FALSE(note_keys("two words", kSeed).ok());
  EXPECT_FALSE(note_keys("a+b", kSeed).ok());
  EXPECT_FALSE(note_keys("", kSeed).ok());
  EXPECT_FALSE(note_keys("wide\u3000space", kSeed).ok());
  EXPECT_FALSE(note_keys("name", "short").ok());
}

const NoteKeys& keys() {
  static const NoteKeys kKeys = note_keys("tirai.example/policy", kSeed).value();
  return kKeys;
}
BundleParts parts() { return {"{\"id\":\"support\"} // any bytes\n", {{"request-tracker", "{\"id\":\"request-tracker\"}"}, {"zammad", "{}"}}}; }
std::string signed_bundle(std::uint64_t version = 7, std::int64_t not_before = kNow - 1000, std::int64_t expires = kNow + 1000) {
  const auto bundle = sign_bundle(parts(), {version, not_before, expires, ""}, keys().signing_key);
  EXPECT_TRUE(bundle.ok()) << (bundle.ok() ? "" : bundle.error().text());
  return bundle.ok() ? bundle.value() : "";
}
std::string refusal(const std::string& bundle, std::uint64_t highest_seen = 0, std::int64_t now = kNow) {
  const auto opened = open_bundle(bundle, keys().verifier_key, now, highest_seen);
  return opened ? "none" : std::string(to_string(opened.error().code)) + " " + opened.error().at;
}

TEST(Bundle, ComesBackAsItWasSigned) {
  const auto opened = open_bundle(signed_bundle(), keys().verifier_key, kNow, 7);
  ASSERT_TRUE(opened.ok()) << opened.error().text();
  EXPECT_EQ(opened.value().parts.policy, parts().policy);
  EXPECT_EQ(opened.value().parts.adapters, parts().adapters);
  EXPECT_EQ(opened.value().manifest.version, 7u);
  EXPECT_EQ(opened.value().manifest.not_before_ms, kNow - 1000);
  EXPECT_EQ(opened.value().manifest.expires_ms, kNow + 1000);
}

// The note's text written out by hand from tirai/bundle.h.
TEST(Bundle, HasTheManifestOfTheContract) {
  const BundleParts simple{"p", {{"b", "2"}, {"a", "1"}}};
  const auto bundle = sign_bundle(simple, {2, 5, 10, "sha256:" + std::string(64, '0')}, keys().signing_key);
  ASSERT_TRUE(bundle.ok());
  const std::string text = "tirai.policy-bundle/v1\n{\"adapters\":{\"a\":\"sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b\",\"b\":\"sha256:d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35\"},"
                           "\"expires\":10,\"not_before\":5,\"policy\":\"sha256:148de9c5a7a44d19e56cd9ae1a554bf67847afb0c58f6e12fa29ac7ddfca9940\",\"previous\":\"sha256:" + std::string(64, '0') + "\",\"version\":2}\n";
  const auto opened = open_bundle(bundle.value(), keys().verifier_key, 7, 0);
  ASSERT_TRUE(opened.ok()) << opened.error().text();
  EXPECT_EQ(opened.value().digest, crypto::sha256_name(text));
}

TEST(Bundle, IsRefusedBeforeItsTimeAfterItAndWhenAnotherWasNewer) {
  EXPECT_EQ(refusal(signed_bundle(), 7), "none");
  EXPECT_EQ(refusal(signed_bundle(), 8), "rollback manifest:/version");
  EXPECT_EQ(refusal(signed_bundle(), 0, kNow - 1001), "not_yet_valid manifest:/not_before");
  EXPECT_EQ(refusal(signed_bundle(), 0, kNow - 1000), "none");
  EXPECT_EQ(refusal(signed_bundle(), 0, kNow + 999), "none");
  EXPECT_EQ(refusal(signed_bundle(), 0, kNow + 1000), "expired manifest:/expires");
}

TEST(Bundle, IsRefusedWhenAPartIsNotTheOneThatWasSigned) {
  const std::string bundle = signed_bundle();
  EXPECT_EQ(refusal(replaced(bundle, "any bytes", "any byteS")), "digest_mismatch bundle:/policy");
  EXPECT_EQ(refusal(replaced(bundle, R"({\"id\":\"request-tracker\"})", R"({\"id\":\"request-trackeR\"})")), "digest_mismatch bundle:/adapters/request-tracker");
  EXPECT_EQ(refusal(replaced(bundle, R"(,"zammad":"{}")", "")), "digest_mismatch bundle:/adapters/zammad");
  EXPECT_EQ(refusal(replaced(bundle, R"("zammad":"{}")", R"("zammad":"{}","zz":"{}")")), "digest_mismatch bundle:/adapters");
}

TEST(Bundle, IsRefusedWhenAnotherKeySignedIt) {
  const auto other = note_keys("tirai.example/policy", std::string(32, 'x'));
  const auto opened = open_bundle(signed_bundle(), other.value().verifier_key, kNow, 0);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kBadSignature);
  EXPECT_EQ(refusal(replaced(signed_bundle(), "\\\"version\\\":7", "\\\"version\\\":8")), "bad_signature manifest");
}

TEST(Bundle, SaysHowManyOfTheKeysSigned) {
  const NoteKeys other = note_keys("tirai.example/second", std::string(32, 'y')).value(), third = note_keys("tirai.example/third", std::string(32, 'z')).value();
  const NoteKeys renamed = note_keys("tirai.example/by-another-name", kSeed).value();  // the first key again
  const auto signed_by = [](std::vector<std::string> signing) { return sign_bundle(parts(), {7, kNow - 1, kNow + 1, ""}, signing).value(); };
  const auto signatures = [](const std::string& bundle, std::vector<std::string> asked) {
    const auto opened = open_bundle(bundle, asked, kNow, 0);
    return opened ? std::to_string(opened.value().signatures) : std::string(to_string(opened.error().code)) + " " + opened.error().message;
  };
  const std::string both = signed_by({keys().signing_key, other.signing_key});
  EXPECT_EQ(signatures(both, {keys().verifier_key, other.verifier_key, third.verifier_key}), "2");
  EXPECT_EQ(signatures(both, {other.verifier_key}), "1");
  EXPECT_EQ(signatures(both, {keys().verifier_key, keys().verifier_key}), "1") << "a key asked for twice";
  EXPECT_EQ(signatures(signed_by({keys().signing_key, keys().signing_key}), {keys().verifier_key}), "1") << "a key that signs twice";
  EXPECT_EQ(signatures(signed_by({keys().signing_key, renamed.signing_key}), {keys().verifier_key, renamed.verifier_key}), "1") << "one key under two names";
  EXPECT_EQ(signatures(both, {third.verifier_key}), "bad_signature not signed by tirai.example/third");
  EXPECT_EQ(signatures(replaced(both, "\\\"version\\\":7", "\\\"version\\\":8"), {third.verifier_key, other.verifier_key}), "bad_signature the signature by tirai.example/second is not over this text");
  EXPECT_EQ(signatures(both, {}), "bad_value expected 1 to 64 keys");
}

TEST(Bundle, OfAnotherShapeIsRefused) {
  const std::string bundle = signed_bundle();
  EXPECT_EQ(refusal(""), "bad_syntax bundle:byte 0");
  EXPECT_EQ(refusal("[]"), "missing_key bundle");
  EXPECT_EQ(refusal("{\"x\":1," + bundle.substr(1)), "unknown_key bundle");
  EXPECT_EQ(refusal("{\"policy\":\"\"," + bundle.substr(1)), "bad_syntax bundle:byte " + std::to_string(bundle.rfind("\"policy\"") + 8 + 12));
  EXPECT_EQ(refusal(replaced(bundle, R"("zammad":"{}")", R"("zammad":{})")), "bad_value bundle:/adapters");
  EXPECT_EQ(refusal(std::string(8 * 1024 * 1024 + 1, ' ')), "too_large bundle");
}

// Signed by the right key, and still not a manifest: the signature says who wrote it, not that it makes sense.
TEST(Bundle, WithAManifestThatIsNoneIsRefused) {
  const auto key = bundle::read_signing_key(keys().signing_key);
  const std::string digest = crypto::sha256_name("p");
  const std::string right = "{\"adapters\":{},\"expires\":9,\"not_before\":0,\"policy\":\"" + digest + "\",\"previous\":\"\",\"version\":1}";
  const auto with = [&](const std::string& text) {
    const std::string note = bundle::sign_note(text, key.value());
    std::string escaped;
    for (const char c : note) escaped += c == '\n' ? "\\n" : c == '"' ? "\\\"" : std::string(1, c);
    return refusal("{\"adapters\":{},\"manifest\":\"" + escaped + "\",\"policy\":\"p\"}", 0, 5);
  };
  const std::string format = "tirai.policy-bundle/v1\n";
  EXPECT_EQ(with(format + right + "\n"), "none");
  EXPECT_EQ(with("tirai.policy-bundle/v2\n" + right + "\n"), "bad_syntax manifest");
  EXPECT_EQ(with(format + right + "\nmore\n"), "bad_syntax manifest:byte " + std::to_string(right.size() + 1));
  EXPECT_EQ(with(format + replaced(right, ":9,", ": 9,") + "\n"), "bad_syntax manifest");
  EXPECT_EQ(with(format + replaced(right, "\"version\":1", "\"version\":0") + "\n"), "bad_value manifest:/version");
  EXPECT_EQ(with(format + replaced(right, ",\"version\":1", "") + "\n"), "missing_key manifest:/version");
  EXPECT_EQ(with(format + replaced(right, "\"version\":1", "\"version\":1,\"z\":1") + "\n"), "unknown_key manifest:");
  EXPECT_EQ(with(format + replaced(right, "sha256:", "sha512:") + "\n"), "bad_value manifest:/policy");
  EXPECT_EQ(with(format + replaced(right, "\"previous\":\"\"", "\"previous\":\"x\"") + "\n"), "bad_value manifest:/previous");
}

TEST(Bundle, IsNotSignedWhenItWouldNotOpen) {
  const auto error = [&](const BundleParts& p, const BundleManifest& manifest) {
    const auto bundle = sign_bundle(p, manifest, keys().signing_key);
    return bundle ? "none" : bundle.error().at;
  };
  EXPECT_EQ(error(parts(), {0, 0, 1, ""}), "manifest:/version");
  EXPECT_EQ(error(parts(), {1, 2, 2, ""}), "manifest:/not_before");
  EXPECT_EQ(error(parts(), {1, 0, 1, "abc"}), "manifest:/previous");
  EXPECT_EQ(error({"\xFF", {}}, {1, 0, 1, ""}), "bundle:/policy");
  EXPECT_EQ(error({"", {{"a b", ""}}}, {1, 0, 1, ""}), "bundle:/adapters");
  EXPECT_EQ(error({std::string(8 * 1024 * 1024, 'x'), {}}, {1, 0, 1, ""}), "bundle");
  const auto wrong_key = sign_bundle(parts(), {1, 0, 1, ""}, "PRIVATE+KEY+secret");
  ASSERT_FALSE(wrong_key.ok());
  EXPECT_EQ(wrong_key.error().text().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace tirai::test
