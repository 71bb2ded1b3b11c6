#include "audit_words.h"

#include <optional>
#include <vector>

namespace tirai::cli {
namespace {
constexpr std::string_view kHole = "{}";

constexpr Words kQuestions[kAuditCheckCount] = {  // in the order of AuditCheck
    {"Setiap baris ditulis dalam bentuk baku", "Every line is in canonical form"},
    {"Setiap peristiwa tersambung dengan yang sebelumnya", "Every event is linked to the one before it"},
    {"Tidak ada peristiwa yang hilang", "No event is missing"},
    {"Setiap kelompok ditandatangani perangkatnya", "Every batch is signed by its device"},
    {"Setiap teks tersegel adalah yang disebut peristiwanya", "Every sealed text is the one that its event names"},
    {"Baris-barisnya persis isi pohon yang ditandatangani log", "The lines are the leaves of the tree that the log signed"},
    {"Saksi di luar telah melihat log ini", "Outside witnesses have seen this log"},
    {"Log ini melanjutkan titik periksa yang disimpan", "The log goes on from the checkpoint that was kept"},
    {"Setiap kebijakan yang memutuskan tersedia dan utuh", "Every policy that decided is there, as its digest says"},
    {"Setiap keputusan, bila dibuat ulang, sama", "Every decision, made again, is the same"},
    {"Waktu berjalan maju", "Time goes forward"},
};

constexpr Words kOpen[kOpenQuestionCount] = {  // in the order of OpenQuestion
    {"apakah ada baris yang hilang di akhir berkas", "whether lines are missing from the file's end"},
    {"apakah ada perangkat atau sesi yang dihilangkan seluruhnya", "whether a whole device or session was left out"},
    {"apakah pemilik log menjamin baris-baris ini dan kunci perangkatnya; tanpa itu siapa pun dapat membuat semuanya", "whether the log's owner stands for these lines and their devices' keys; without that anybody could have made them all"},
    {"apakah ini log yang terbaru dan sama bagi semua orang", "whether this is the newest log, and the same one for everybody"},
    {"apakah log ditulis ulang sejak audit yang lalu", "whether the log was rewritten since the last audit"},
    {"apakah waktu yang mundur hanyalah jam yang dibetulkan (lihat catatan)", "whether the times that go back are clocks that were put right (see the notes)"},
    {"apakah teks yang tidak ada lagi dihapus atas perintah (lihat catatan)", "whether the texts that are gone were erased by order (see the notes)"},
};
constexpr Words kClosing[kOpenQuestionCount] = {
    {"--log-vkey KUNCI", "--log-vkey KEY"},
    {"--log-vkey KUNCI", "--log-vkey KEY"},
    {"--log-vkey KUNCI", "--log-vkey KEY"},
    {"--witness KUNCI, bersama --log-vkey", "--witness KEY, with --log-vkey"},
    {"--since BERKAS (titik periksa dari audit yang lalu; --keep menyimpannya), atau --witness KUNCI", "--since FILE (the last audit's checkpoint; --keep writes it), or --witness KEY"},
    {"orang yang menanyakannya kepada pemilik perangkat", "a person who asks the device's owner"},
    {"ekspor seluruh log, yang memuat catatan penghapusan, atau petugas PDP", "an export of the whole log, which holds the tombstones, or the data protection officer"},
};
constexpr Words kWholeLog = {"ekspor seluruh log, yang berakhir dengan titik periksanya, dengan --log-vkey KUNCI", "an export of the whole log, which ends in its checkpoint, with --log-vkey KEY"};

// What the core says in a finding (core/src/audit, core/src/log, core/src/bundle/note.cpp). What stands in a hole is looked up again: a cause may be inside a message.
// INVARIANT: the first that fits counts, so the more exact one stands first.
constexpr Words kMessages[] = {
    {"baris {}", "line {}"}, {"peristiwa {} dari rantai {}", "event {} of chain {}"}, {"tak dikenal", "unknown"}, {"titik periksa", "checkpoint"}, {"teks tersegel", "sealed"}, {"titik periksa yang disimpan", "since"}, {"kunci verifikasi", "verifier key"},
    // lines and their form
    {"berkasnya kosong", "the file is empty"},
    {"baris terakhir tidak diakhiri baris baru", "the last line ends without a newline"},
    {"seharusnya JSON dengan \"policy\", \"digest\", dan \"text\" dalam bentuk baku", "expected {\"policy\":{\"digest\",\"text\"}} in canonical JSON"},
    {"seharusnya {\"export\":{}", "expected {\"export\":{}"},
    {"ada baris setelah titik periksa", "a line after the checkpoint"},
    {"lebih panjang dari 64 KiB pada bita {}", "longer than 64 KiB at byte {}"},
    {"ada kelebihan setelah nilai JSON pada bita {}", "more after the JSON value at byte {}"},
    {"bersarang lebih dalam dari 16 pada bita {}", "nested deeper than 16 at byte {}"},
    {"berakhir terlalu awal pada bita {}", "ends too early at byte {}"},
    {"bukan JSON baku pada bita {}", "not canonical JSON at byte {}"},
    {"kunci tidak urut atau ganda pada bita {}", "a key out of order or twice at byte {}"},
    {"bilangan bulat yang tidak baku pada bita {}", "an integer that is not canonical at byte {}"},
    {"bilangan bulat di atas 2^53 - 1 pada bita {}", "an integer beyond 2^53 - 1 at byte {}"},
    {"karakter kendali dalam teks pada bita {}", "a control character in a string at byte {}"},
    {"pelolosan yang tidak baku pada bita {}", "an escape that is not canonical at byte {}"},
    {"bukan UTF-8 yang baik pada bita {}", "not well-formed UTF-8 at byte {}"},
    {"{} tidak ada atau salah bentuk", "{} is missing or misshapen"},
    {"kunci yang tidak dimiliki kepala kelompok", "a key that the header does not have"},
    {"kunci yang tidak dimiliki baris tersegel", "a key that a sealed line does not have"},
    {"kunci yang tidak dimiliki baris perangkat", "a key that a device line does not have"},
    {"satu kelompok memuat 1 sampai 1000 peristiwa", "a batch holds 1 to 1000 events"},
    {"lebih panjang dari 16 MiB", "longer than 16 MiB"},
    {"bukan JSON", "not JSON"}, {"seharusnya sebuah objek", "expected an object"},
    // devices and batches
    {"perangkat {} tercantum dua kali", "the device {} stands twice"},
    {"kepala kelompok: {}", "batch header: {}"},
    {"perangkatnya, {}, tidak tercantum di atasnya", "its device {} is not listed above it"},
    {"tanda tangannya bukan dari perangkatnya atas kepala ini", "the signature is not its device's over this header"},
    {"perangkat: {}", "device: {}"},
    {"tidak ada kelompok yang ditandatangani kunci ini", "no batch is signed by this key"},
    {"tidak ada kelompok dari perangkat ini, dan ada satu dari perangkat yang tidak tercantum", "no batch is of this device, and one is of a device that is not listed"},
    {"seharusnya sebuah perangkat atau kepala kelompok", "expected a device or a batch header"},
    // chains
    {"peristiwa {} hilang", "event {} missing"}, {"peristiwa {} sampai {} hilang", "events {} to {} missing"},
    {"rantai berlanjut di perangkat lain", "the chain goes on under another device"},
    {"kelompoknya terulang atau tidak urut", "its batch is repeated or out of order"},
    {"kelompoknya tidak tersambung dengan peristiwa sebelumnya", "its batch does not link to the event before it"},
    {"peristiwa di belakang teks tersegel kelompoknya", "an event behind the sealed texts of its batch"},
    {"terulang atau tidak urut", "repeated or out of order"},
    {"tidak termasuk kelompok mana pun: kepalanya hilang", "belongs to no batch: its header is missing"},
    {"bukan peristiwa dari kelompok di atasnya dan bukan kepala kelompok: {}", "neither an event of the batch above nor a batch header: {}"},
    {"peristiwa yang diubah dalam kelompok yang terulang", "an altered event in a repeated batch"},
    {"peristiwa dari rantai yang tidak dikenal: {}", "an event of an unknown chain: {}"},
    {"bita-bitanya tidak menghasilkan sidiknya", "its bytes do not give its fingerprint"},
    {"berada dalam kelompok yang bukan kelompoknya", "stands in a batch that it is no part of"},
    {"tidak tersambung dengan peristiwa sebelumnya", "does not link to the event before it"},
    {"bukan peristiwa yang sidiknya ditandatangani sebagai kepala", "is not the event whose fingerprint was signed as the head"},
    {"peristiwa yang disebutnya sebagai akhir rantai sebelumnya hilang", "the event it names as the end of the chain before is missing"},
    // sealed texts
    {"teks tersegel di luar kelompok", "a sealed text outside a batch"},
    {"teks tersegel: {}", "sealed text: {}"},
    {"teks tersegel yang tidak disebut peristiwa mana pun dari kelompoknya, atau tidak urut", "a sealed text that no event of its batch names, or out of order"},
    {"teks tersegel di belakangnya bukan yang disebutnya", "the sealed text behind it is not the one that it names"},
    {"{} dari {} teks yang dihapus tidak disebut catatan penghapusan mana pun", "{} of {} erased texts are told of by no tombstone"},
    // the log
    {"seharusnya baris terakhir berisi titik periksa log", "expected a last line with the log's checkpoint"},
    {"seharusnya titik periksa sebagai satu teks JSON baku", "expected a checkpoint as one canonical JSON string"},
    {"menyebut {} baris; ekspor ini berisi {}", "it names {} lines; the export has {}"},
    {"akarnya bukan akar baris-baris ini dalam urutan ini", "its root is not that of these lines in this order"},
    {"ditandatangani {} saksi; seharusnya {}", "cosigned by {} of the witnesses; expected {}"},
    {"tanda tangan saksi {} bukan atas teks ini", "the cosignature by {} is not over this text"},
    {"tanda tangan {} bukan atas teks ini", "the signature by {} is not over this text"},
    {"tidak ditandatangani {}", "not signed by {}"}, {"tidak ditandatangani saksi {}", "not cosigned by {}"},
    {"titik periksa dari log lain; seharusnya asalnya {}", "it is of another log; expected the origin {}"},
    {"seharusnya tiga baris: asal, ukuran, akar", "expected three lines: origin, size, root"},
    {"seharusnya asal, ukuran desimal, dan SHA-256 dalam base64", "expected an origin, a decimal size and a base64 SHA-256"},
    {"pohon kosong berakar SHA-256(\"\")", "an empty tree has the root SHA-256(\"\")"},
    {"catatan bertanda tangan adalah UTF-8 tanpa karakter kendali", "a signed note is UTF-8 without control characters"},
    {"seharusnya teks, baris kosong, dan baris tanda tangan", "expected a text, an empty line and signature lines"},
    {"baris tanda tangan salah bentuk", "a signature line is malformed"},
    {"lebih dari 64 tanda tangan", "more than 64 signatures"},
    {"titik periksa yang disimpan berasal dari log {}; ini log {}", "the checkpoint that was kept is of the log {}; this is {}"},
    {"log {} dahulu berisi {} baris; ekspor ini berisi {}", "the log {} had {} lines; the export has {}"},
    {"log {} ditulis ulang: {} baris pertamanya bukan baris titik periksa yang disimpan", "the log {} was rewritten: its first {} lines are not those of the checkpoint that was kept"},
    // policies, and decisions made again
    {"kebijakan: {}", "policy: {}"},
    {"kebijakan yang tercantum dua kali", "a policy that stands twice"},
    {"teksnya bukan yang disebut sidiknya", "its text is not the one its digest names"},
    {"kebijakan {} yang memutuskan tidak ada dalam ekspor dan tidak diberikan; seharusnya --policy BERKAS", "the policy {} that decided is neither in the export nor given; expected --policy FILE"},
    {"kebijakan menjawab {}; tercatat {}", "the policy answers {}; recorded is {}"},
    {"tidak boleh, {}", "no permit, {}"}, {"boleh {}", "permit {}"},
    {"aturan lain yang menentukan jawabannya, bukan yang tercatat", "other rules determine the answer than those recorded"},
    {"disingkap meskipun kebijakan tidak mengizinkannya", "revealed although the policy does not permit it"},
    {"disingkap tanpa tujuan yang diminta kebijakan", "revealed without the purpose that the policy asks for"},
    {"disingkap tanpa alasan yang diminta kebijakan", "revealed without the reason that the policy asks for"},
    {"ditampilkan selama waktu yang berbeda dari kebijakan", "shown for another time than the policy says"},
    {"kebijakan yang memutuskan tidak dapat dibaca", "the policy that decided cannot be read"},
    {"apa yang diminta tidak dapat dibaca: {}", "what was asked cannot be read: {}"},
    {"waktunya {} detik sebelum waktu peristiwa sebelumnya", "its time is {} s before that of the event before it"},
};

// What stands in the holes of a template, where it fits. A hole is never empty, and ends where what follows it first stands.
std::optional<std::vector<std::string_view>> holes_of(std::string_view words, std::string_view message) {
  std::vector<std::string_view> holes;
  for (std::size_t hole = words.find(kHole); hole != words.npos; hole = words.find(kHole)) {
    if (!message.starts_with(words.substr(0, hole))) return std::nullopt;
    message.remove_prefix(hole);
    words.remove_prefix(hole + kHole.size());
    const std::string_view next = words.substr(0, words.find(kHole));
    const std::size_t end = next.empty() ? message.size() : message.find(next, 1);
    if (message.empty() || end == message.npos) return std::nullopt;
    holes.push_back(message.substr(0, end));
    message.remove_prefix(end);
  }
  return message == words ? std::optional(holes) : std::nullopt;
}

std::string filled(std::string_view words, const std::vector<std::string_view>& holes) {
  std::string out;
  for (const std::string_view hole : holes) {
    const std::size_t at = words.find(kHole);
    out += std::string(words.substr(0, at)) + in_words(hole, true);
    words.remove_prefix(at + kHole.size());
  }
  return out + std::string(words);
}
}  // namespace

const Words& question_of(AuditCheck check) { return kQuestions[static_cast<std::size_t>(check)]; }

const Words& what_is_open(OpenQuestion question) { return kOpen[static_cast<std::size_t>(question)]; }

const Words& what_closes(OpenQuestion question, const AuditReport& report) {
  const bool needs_whole_log = !report.verify.log && question <= OpenQuestion::kSigner;
  return needs_whole_log ? kWholeLog : kClosing[static_cast<std::size_t>(question)];
}

std::string in_words(std::string_view message, bool indonesian) {
  if (!indonesian) return std::string(message);
  for (const Words& words : kMessages) {
    if (const auto holes = holes_of(words.en, message)) return filled(words.id, *holes);
  }
  return std::string(message);
}

}  // namespace tirai::cli
