"""The mappings that come with Fengmi, as data: one YAML file each, and the overlays that they bring."""
