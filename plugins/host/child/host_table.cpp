#include "plugins/host/child/host_table.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

#include "plugins/host/wire/base64.h"
#include "plugins/host/wire/json.h"

namespace sayso::child {
namespace {

constexpr std::size_t kOutputPiece = std::size_t{1} << 20;  // bytes a message
constexpr std::size_t kLogLimit = 4096;                     // bytes a line

HostTable& table(const sayso_host* host) { return *static_cast<HostTable*>(host->handle); }

std::string_view view(const sayso_text& text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}

// A struct of the plugin as we know it: what it is too short for is zero.
template <class T>
T as_known(const T* theirs) {
  T ours{};
  std::memcpy(&ours, theirs, std::min<std::size_t>(theirs->struct_size, sizeof(T)));
  return ours;
}

int32_t output(const sayso_host* host, sayso_text name, const void* bytes, size_t size) {
  const std::string_view all(static_cast<const char*>(bytes), bytes == nullptr ? 0 : size);
  std::size_t at = 0;
  do {
    const auto piece = all.substr(at, kOutputPiece);
    table(host).send("{\"type\": \"output\", \"name\": " + wire::quoted(view(name)) + ", \"bytes\": \"" +
                     wire::to_base64(piece) + "\"}");
    at += piece.size();
  } while (at < all.size());
  return table(host).cancelled() ? 1 : 0;
}

const char* severity_name(std::int32_t severity) {
  switch (severity) {
    case SAYSO_SEVERITY_ERROR:
      return "error";
    case SAYSO_SEVERITY_WARNING:
      return "warning";
    case SAYSO_SEVERITY_HINT:
      return "hint";
    default:
      return nullptr;
  }
}

int32_t finding(const sayso_host* host, const sayso_finding* theirs) {
  const sayso_finding given = as_known(theirs);
  const char* severity = severity_name(given.severity);
  if (severity == nullptr || given.rule.size == 0 || given.message.size == 0) {
    table(host).set_failure({"a finding without rule, message or a known severity", ""});
    return 1;
  }
  std::string line = "{\"type\": \"finding\", \"rule\": " + wire::quoted(view(given.rule)) +
                     ", \"severity\": \"" + severity + "\", \"layer\": " + wire::quoted(view(given.layer)) +
                     ", \"at\": [";
  for (std::size_t i = 0; i < given.at_count; ++i) {
    line += (i > 0 ? ", [" : "[") + std::to_string(given.at[i].begin) + ", " +
            std::to_string(given.at[i].end) + "]";
  }
  line += "], \"text\": " + wire::quoted(view(given.quoted)) +
          ", \"message\": " + wire::quoted(view(given.message)) + ", \"annotations\": [";
  for (std::size_t i = 0; i < given.annotation_count; ++i) {
    line += (i > 0 ? ", " : "") + wire::quoted(view(given.annotations[i]));
  }
  line += "], \"fixes\": [";
  for (std::size_t i = 0; i < given.fix_count; ++i) {
    const sayso_fix fix = as_known(given.fixes[i]);
    const auto edits = wire::parse_json(view(fix.edits_json));
    if (!edits || !edits->is(wire::Json::Type::list)) {
      table(host).set_failure(
          {"a fix of " + std::string(view(given.rule)) + " whose edits are no JSON array", ""});
      return 1;
    }
    line += (i > 0 ? ", " : "") + ("{\"title\": " + wire::quoted(view(fix.title))) +
            ", \"edits\": " + wire::to_source(*edits) + "}";
  }
  table(host).send(line + "]}");
  return table(host).cancelled() ? 1 : 0;
}

int32_t loss(const sayso_host* host, const sayso_loss* theirs) {
  const sayso_loss given = as_known(theirs);
  table(host).send("{\"type\": \"loss\", \"what\": " + wire::quoted(view(given.what)) + ", \"count\": " +
                   std::to_string(given.count) + ", \"place\": " + wire::quoted(view(given.place)) + "}");
  return table(host).cancelled() ? 1 : 0;
}

void progress(const sayso_host* host, uint64_t done, uint64_t total) {
  table(host).send("{\"type\": \"progress\", \"done\": " + std::to_string(done) +
                   ", \"total\": " + std::to_string(total) + "}");
}

void log_line(const sayso_host* host, sayso_text line) { table(host).log(view(line)); }

int32_t is_cancelled(const sayso_host* host) { return table(host).cancelled() ? 1 : 0; }

void fail(const sayso_host* host, sayso_text what, sayso_text remedy) {
  table(host).set_failure({std::string(view(what)), std::string(view(remedy))});
}

const void* get_extension(const sayso_host*, const char*) { return nullptr; }

}  // namespace

HostTable::HostTable(int out, const Inbox& inbox) : out_(out), inbox_(inbox) {
  host_.struct_size = sizeof host_;
  host_.abi_major = SAYSO_PLUGIN_ABI_MAJOR;
  host_.abi_minor = SAYSO_PLUGIN_ABI_MINOR;
  host_.handle = this;
  host_.output = output;
  host_.finding = finding;
  host_.loss = loss;
  host_.progress = progress;
  host_.log = log_line;
  host_.is_cancelled = is_cancelled;
  host_.fail = fail;
  host_.get_extension = get_extension;
}

void HostTable::send(std::string line) {
  line += '\n';
  const std::lock_guard lock(mutex_);
  std::string_view rest = line;
  while (!rest.empty()) {
    const auto count = ::write(out_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) ::_exit(0);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
}

void HostTable::log(std::string_view line) {
  send("{\"type\": \"log\", \"line\": " + wire::quoted(line.substr(0, kLogLimit)) + "}");
}

HostTable::Failure HostTable::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, {});
}

void HostTable::set_failure(Failure failure) {
  const std::lock_guard lock(mutex_);
  failure_ = std::move(failure);
}

}  // namespace sayso::child
