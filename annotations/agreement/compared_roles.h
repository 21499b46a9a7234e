// What a scheme says about comparing its frames: which role holds the text that a frame stands on, which
// name somebody, which are rated. Nothing is known here of quotes: the attribution scheme is one case. Pure.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/scheme.h"

namespace sayso {

// Names of roles and attributes, for the frames of one layer. In brackets: in the scheme `attribution`.
struct ComparedRoles {
  std::string layer;                        // [attribution]
  bool of_article = false;                  // one frame for the whole article, which needs no text to be found by
  std::vector<std::string> begins;          // roles whose key begins a frame [content, cue]: frames are aligned
                                            // by the first, those without it by the next
  std::vector<std::string> anchor_layers;   // span layers that may fill the first of them [content]
  std::string source;                       // the first role to be filled by an entity or who stands for it [source]
  std::vector<std::string> others;          // further roles of entities without rating [addressee, via]
  std::vector<std::string> frames;          // roles that frames fill [within]
  std::string rated;                        // the first role with a scale on its fillers [stance], "" if none
  std::string rating;                       // that scale's name [value]
  std::vector<AttributeRule> filler_attributes;  // further attributes of the rated role's fillers [basis]
  std::vector<AttributeRule> attributes;    // of the frame, free text left out [tone, act, polarity, …]
  std::string label_set;                    // the first `choices` attribute among them [tone], "" if none
  std::vector<AttributeRule> anchor_attributes;  // of the anchor layers, free text left out [kind]
  std::vector<std::string> entity_attributes;    // names of attributes of type entity of any span layer [entity]
};

// Of one frame layer. Precondition: `layer` is a frame layer of the scheme.
ComparedRoles compared_roles(const Scheme& scheme, const Layer& layer);

// The layer that agreement is about when nothing is said: the first frame layer with a role that begins a
// frame; else the first frame layer that is not of the whole article; nullptr when there is none.
const Layer* main_frame_layer(const Scheme& scheme);

// Does everything count for 'agree on everything'? What is required or has a default does; the rest, such as
// how sure one is, does not.
bool counts_for_joint(const AttributeRule& rule);

}  // namespace sayso
