#include "plugins/host/child/plugin_session.h"

#include "plugins/host/wire/base64.h"

namespace sayso::child {

using wire::Json;

PluginSession::~PluginSession() { close(); }

void PluginSession::close() {
  if (open_ && plugin_.close != nullptr) plugin_.close(host_.host(), self_);
  open_ = false;
  self_ = nullptr;
}

void PluginSession::take(const std::string& line) {
  host_.take_failure();
  auto message = wire::parse_json(line, wire::KeysTwice::kept);
  const std::string number =
      message && (*message)["n"].is(Json::Type::integer) ? std::to_string((*message)["n"].integer) : "0";
  const std::string what = message ? act(std::move(*message)) : "a message that is " + message.error().what;
  if (what.empty()) {
    host_.send("{\"type\": \"done\", \"of\": " + number + "}");
    return;
  }
  host_.send("{\"type\": \"error\", \"of\": " + number + ", \"what\": " + wire::quoted(what) +
             ", \"remedy\": " + wire::quoted(host_.take_failure().remedy) + "}");
}

std::string PluginSession::called(std::int32_t result, const std::string& function) {
  if (result == 0) return {};
  const auto failure = host_.take_failure();
  host_.set_failure(failure);
  if (!failure.what.empty()) return failure.what;
  if (host_.cancelled()) return "cancelled";
  return function + " failed (" + std::to_string(result) + ") and did not say why";
}

std::string PluginSession::act(Json message) {
  const std::string type = message["type"].as_text();
  if (type == "describe") {
    const auto description = wire::parse_json(plugin_.description == nullptr ? "" : plugin_.description);
    if (!description || !description->is(Json::Type::object)) return "its description is no JSON object";
    host_.send("{\"type\": \"described\", \"plugin\": " + wire::to_source(*description) + "}");
    return {};
  }
  if (type == "open") {
    close();
    article_.reset();
    project_ = std::make_unique<ProjectView>(message);
    if (plugin_.open != nullptr) {
      const auto failed = called(plugin_.open(host_.host(), project_->project(), &self_), "open");
      if (!failed.empty()) return failed;
    }
    open_ = true;
    return {};
  }
  if (type == "cancel") return {};
  if (!open_) return "the message '" + type + "' before 'open'";
  if (type == "article") {
    article_ = std::make_unique<ArticleView>(std::move(message));
    if (plugin_.article == nullptr) return {};
    return called(plugin_.article(host_.host(), self_, article_->article()), "article");
  }
  if (type == "annotations") {
    if (!article_) return "the message 'annotations' before 'article'";
    if (plugin_.annotations == nullptr) return {};
    const AnnotationsView view(message, *article_, *project_);
    return called(plugin_.annotations(host_.host(), self_, article_->article(), view.annotations()),
                  "annotations");
  }
  if (type == "input") return take_input(message);
  if (type == "finish") {
    article_.reset();
    if (plugin_.finish == nullptr) return {};
    return called(plugin_.finish(host_.host(), self_), "finish");
  }
  return "an unknown message '" + type + "'";
}

std::string PluginSession::take_input(const Json& message) {
  const auto count = [&](const char* key) {
    return message[key].is(Json::Type::integer) && message[key].integer > 0 ? static_cast<std::uint64_t>(message[key].integer) : 0;
  };
  const auto bytes = wire::from_base64(message["bytes"].as_text());
  if (!bytes) return "an input whose bytes are not base64";
  const std::string& name = message["name"].as_text();
  if (name.empty()) return "an input without a name";
  if (plugin_.input == nullptr) return "it takes no input";
  sayso_input input{};
  input.struct_size = sizeof input;
  input.is_last = message["last"].is(Json::Type::flag) && message["last"].flag ? 1 : 0;
  input.name = {name.data(), name.size()};
  input.bytes = bytes->data();
  input.size = bytes->size();
  input.offset = count("offset");
  input.total = count("total");
  return called(plugin_.input(host_.host(), self_, &input), "input");
}

}  // namespace sayso::child
