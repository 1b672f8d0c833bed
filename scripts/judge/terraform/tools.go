//go:build tools

// Package judge pins the version of Terraform's Proxmox provider that scripts/judge/proxmox builds.
package judge

import _ "github.com/bpg/terraform-provider-proxmox"
