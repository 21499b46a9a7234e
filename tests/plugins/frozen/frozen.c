/* A plugin that reads every field of contract 1.0 and calls every function of it. frozen-1.0-x86_64.so was built of this file
 * and the header as they were when 1.0 was frozen, and is never built again: every later sayso must load it and show it the same.
 *
 *   cc -std=c99 -O1 -fPIC -shared -fvisibility=hidden -s -I ../../../plugins/sdk frozen.c -o frozen-1.0-x86_64.so
 *
 * Its setting "kind" says as which kind of plugin it works. All that it sees goes into the log; an exporter writes it too. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sayso_plugin.h"

static const sayso_host* the_host;
static char kind[16];

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

static void say(const char* format, ...) {
  char line[2000];
  sayso_text said;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  said = text(line);
  the_host->log(the_host, said);
  if (strcmp(kind, "exporter") == 0) {
    the_host->output(the_host, text("seen.txt"), said.data, said.size);
    the_host->output(the_host, text("seen.txt"), "\n", 1);
  }
}

#define S(t) (int)(t).size, (t).data
#define N(n) (unsigned long long)(n)

static void show_attributes(const char* of, const sayso_attribute* const* all, size_t count) {
  size_t i, k;
  for (i = 0; i < count; ++i) {
    say("%s attribute %.*s: type %d text %.*s integer %lld number %g json %.*s, %llu items", of, S(all[i]->name), (int)all[i]->type,
        S(all[i]->text), (long long)all[i]->integer, all[i]->number, S(all[i]->json), N(all[i]->item_count));
    for (k = 0; k < all[i]->item_count; ++k) say("  item %.*s", S(all[i]->items[k]));
  }
}

static void show_rules(const sayso_attribute_rule* const* all, size_t count) {
  size_t i, k;
  for (i = 0; i < count; ++i) {
    say("  rule %.*s: type %d label %.*s default %.*s", S(all[i]->name), (int)all[i]->type, S(all[i]->label), S(all[i]->default_json));
    for (k = 0; k < all[i]->value_count; ++k) say("    value %.*s", S(all[i]->values[k]));
  }
}

static void show_scheme(const sayso_scheme* scheme) {
  size_t i, k, f;
  say("scheme %.*s version %d label %.*s json of %llu bytes", S(scheme->name), (int)scheme->version, S(scheme->label), N(scheme->json.size));
  for (i = 0; i < scheme->layer_count; ++i) {
    const sayso_layer* const layer = scheme->layers[i];
    say("layer %.*s frame %u label %.*s colour %.*s", S(layer->name), layer->is_frame, S(layer->label), S(layer->colour));
    show_rules(layer->attributes, layer->attribute_count);
    for (k = 0; k < layer->role_count; ++k) {
      say("  role %.*s label %.*s", S(layer->roles[k]->name), S(layer->roles[k]->label));
      for (f = 0; f < layer->roles[k]->fill_count; ++f) say("    takes %.*s", S(layer->roles[k]->fills[f]));
      show_rules(layer->roles[k]->attributes, layer->roles[k]->attribute_count);
    }
  }
  show_attributes("policy", scheme->policy, scheme->policy_count);
}

static void show_span(const sayso_span* span) {
  size_t i;
  say("span %.*s layer %.*s placed %u origin %.*s unknown %.*s", S(span->id), S(span->layer), span->placed, S(span->origin_json),
      S(span->unknown_json));
  for (i = 0; i < span->fragment_count; ++i) {
    const sayso_fragment* const at = &span->fragments[i];
    say("  bytes %llu-%llu code points %llu-%llu utf16 %llu-%llu: %.*s", N(at->byte_begin), N(at->byte_end), N(at->code_point_begin),
        N(at->code_point_end), N(at->utf16_begin), N(at->utf16_end), S(at->text));
  }
  show_attributes("span", span->attributes, span->attribute_count);
}

static void show_frame(const sayso_frame* frame) {
  size_t r, f;
  say("frame %.*s layer %.*s origin %.*s unknown %.*s", S(frame->id), S(frame->layer), S(frame->origin_json), S(frame->unknown_json));
  for (r = 0; r < frame->role_count; ++r) {
    say("  role %.*s: %llu fillers", S(frame->roles[r]->name), N(frame->roles[r]->filler_count));
    for (f = 0; f < frame->roles[r]->filler_count; ++f) {
      const sayso_filler* const filler = frame->roles[r]->fillers[f];
      const sayso_text none = {"-", 1};
      say("    to %.*s span %.*s frame %.*s entity %.*s unknown %.*s", S(filler->to), S(filler->span ? filler->span->id : none),
          S(filler->frame ? filler->frame->id : none), S(filler->entity ? filler->entity->id : none), S(filler->unknown_json));
      show_attributes("filler", filler->attributes, filler->attribute_count);
    }
  }
  show_attributes("frame", frame->attributes, frame->attribute_count);
}

static int is_kind(const char* name) { return strcmp(kind, name) == 0; }

static int32_t give_finding(const char* where, const sayso_range* at, size_t count) {
  const sayso_text concerned[1] = {{"s1", 2}};
  sayso_fix fix;
  const sayso_fix* fixes[1];
  sayso_finding finding;
  memset(&fix, 0, sizeof fix);
  fix.struct_size = sizeof fix;
  fix.title = text("take it away");
  fix.edits_json = text("[{\"edit\": \"remove-span\", \"of\": \"s1\"}]");
  fixes[0] = &fix;
  memset(&finding, 0, sizeof finding);
  finding.struct_size = sizeof finding;
  finding.severity = SAYSO_SEVERITY_WARNING;
  finding.rule = text("frozen/seen");
  finding.message = text(where);
  finding.layer = text("content");
  finding.at = at;
  finding.at_count = count;
  finding.quoted = text("words");
  finding.annotations = concerned;
  finding.annotation_count = 1;
  finding.fixes = fixes;
  finding.fix_count = 1;
  return the_host->finding(the_host, &finding);
}

static int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  size_t i, k;
  the_host = host;
  kind[0] = '\0';
  for (i = 0; i < project->setting_count; ++i) {
    if (strcmp(project->settings[i]->name.data, "kind") == 0) snprintf(kind, sizeof kind, "%s", project->settings[i]->text.data);
  }
  *self = kind;
  say("host %u.%u cancelled %d extension %s", host->abi_major, host->abi_minor, (int)host->is_cancelled(host),
      host->get_extension(host, "none.such") == NULL ? "none" : "some");
  say("settings %.*s", S(project->settings_json));
  show_attributes("setting", project->settings, project->setting_count);
  show_scheme(project->scheme);
  for (i = 0; i < project->entity_count; ++i) {
    const sayso_entity* const entity = project->entities[i];
    say("entity %.*s name %.*s kind %.*s article %.*s stands for %.*s unknown %.*s", S(entity->id), S(entity->name), S(entity->kind),
        S(entity->article), S(entity->stands_for->id), S(entity->unknown_json));
    for (k = 0; k < entity->alias_count; ++k) say("  alias %.*s", S(entity->aliases[k]));
  }
  return is_kind("checker") ? give_finding("in open", NULL, 0) : 0;
}

static int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  const sayso_range at[2] = {{0, 1}, {2, 4}};
  size_t i;
  (void)self;
  host->progress(host, 1, 2);
  say("article %.*s of %llu code points, %llu utf16 units: %.*s", S(article->id), N(article->code_points), N(article->utf16_units),
      S(article->text));
  say("  title %.*s outlet %.*s author %.*s date %.*s url %.*s language %.*s rights %.*s", S(article->title), S(article->outlet),
      S(article->author), S(article->date), S(article->url), S(article->language), S(article->rights));
  say("  facts %.*s", S(article->facts_json));
  for (i = 0; i < article->zone_count; ++i) {
    const sayso_zone* const zone = article->zones[i];
    say("  zone %.*s %llu-%llu annotate %u", S(zone->kind), N(zone->at.begin), N(zone->at.end), zone->annotate);
  }
  if (is_kind("suggester")) {
    sayso_suggestion suggestion;
    memset(&suggestion, 0, sizeof suggestion);
    suggestion.struct_size = sizeof suggestion;
    suggestion.confidence = 0.25;
    suggestion.why = text("it always does");
    suggestion.frame_json = text("{\"id\": \"new:1\", \"layer\": \"attribution\", \"roles\": {\"content\": [{\"to\": \"new:2\"}]}}");
    suggestion.spans_json = text("[{\"id\": \"new:2\", \"layer\": \"content\", \"at\": [[0, 2]]}]");
    return host->suggestion(host, &suggestion);
  }
  return is_kind("checker") ? give_finding("in article", at, 2) : 0;
}

static int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* annotations) {
  size_t i;
  (void)self;
  say("annotations of %.*s by %.*s status %.*s rules %.*s unknown %.*s", S(article->id), S(annotations->annotator), S(annotations->status),
      S(annotations->rules), S(annotations->unknown_json));
  for (i = 0; i < annotations->span_count; ++i) show_span(annotations->spans[i]);
  for (i = 0; i < annotations->frame_count; ++i) show_frame(annotations->frames[i]);
  if (is_kind("exporter")) {
    sayso_loss loss;
    memset(&loss, 0, sizeof loss);
    loss.struct_size = sizeof loss;
    loss.what = text("everything");
    loss.count = 3;
    loss.place = article->id;
    return host->loss(host, &loss);
  }
  return is_kind("checker") ? give_finding("in annotations", NULL, 0) : 0;
}

static int32_t input(const sayso_host* host, void* self, const sayso_input* input) {
  sayso_new_article article;
  sayso_new_annotations annotations;
  (void)self;
  say("input %.*s: %llu bytes from %llu of %llu last %u: %.*s", S(input->name), N(input->size), N(input->offset), N(input->total),
      input->is_last, (int)input->size, (const char*)input->bytes);
  if (input->size == 0) {
    host->fail(host, text("an empty file"), text("name another"));
    return 1;
  }
  if (host->entity(host, text("{\"id\": \"new:e\", \"name\": \"Ana Ruiz\", \"kind\": \"person\"}")) != 0) return 1;
  memset(&article, 0, sizeof article);
  article.struct_size = sizeof article;
  article.id = text("frozen");
  article.from = input->name;
  article.text.data = input->bytes;
  article.text.size = input->size;
  article.facts_json = text("{\"title\": \"A title\"}");
  if (host->article(host, &article) != 0) return 1;
  memset(&annotations, 0, sizeof annotations);
  annotations.struct_size = sizeof annotations;
  annotations.article = text("frozen");
  annotations.annotator = text("ben");
  annotations.status = text("done");
  annotations.spans_json = text("[{\"id\": \"new:1\", \"layer\": \"content\", \"at\": [[0, 2]]}]");
  annotations.frames_json = text("[{\"id\": \"new:2\", \"layer\": \"attribution\", \"roles\": {\"content\": [{\"to\": \"new:1\"}],"
                                 " \"source\": [{\"to\": \"entity:new:e\"}]}}]");
  return host->annotations(host, &annotations);
}

static int32_t finish(const sayso_host* host, void* self) {
  (void)self;
  say("finish");
  if (is_kind("measure")) {
    const sayso_text names[2] = {{"ana", 3}, {"ben", 3}};
    sayso_figure figure;
    memset(&figure, 0, sizeof figure);
    figure.struct_size = sizeof figure;
    figure.is_defined = 1;
    figure.measure = text("half");
    figure.of = text("content");
    figure.annotators = names;
    figure.annotator_count = 2;
    figure.value = 0.5;
    figure.has_interval = 1;
    figure.low = 0.25;
    figure.high = 0.75;
    figure.items = 7;
    figure.articles = 2;
    if (host->figure(host, &figure) != 0) return 1;
    figure.is_defined = 0;
    figure.has_interval = 0;
    figure.note = text("nobody knows");
    return host->figure(host, &figure);
  }
  return 0;
}

static void close(const sayso_host* host, void* self) {
  (void)host;
  (void)self;
}

static const sayso_plugin plugin = {
    .struct_size = sizeof(sayso_plugin),
    .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR,
    .description = "{\"id\": \"org.sayso.test.frozen\", \"version\": \"1.0.0\"}",
    .open = open,
    .article = article,
    .annotations = annotations,
    .input = input,
    .finish = finish,
    .close = close,
};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)minor;
  return major == SAYSO_PLUGIN_ABI_MAJOR ? &plugin : NULL;
}
