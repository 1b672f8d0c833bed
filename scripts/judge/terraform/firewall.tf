# Firewalls of the cluster and of a machine.
resource "proxmox_virtual_environment_cluster_firewall" "one" {
  enabled      = false
  input_policy = var.changed ? "REJECT" : "DROP"
  log_ratelimit {
    enabled = false
    burst   = 10
    rate    = "5/second"
  }
}

resource "proxmox_virtual_environment_firewall_alias" "one" {
  name    = "judged"
  cidr    = var.changed ? "10.0.9.1" : "10.0.9.0/24"
  comment = local.comment
}

resource "proxmox_virtual_environment_firewall_ipset" "one" {
  name    = "judges"
  comment = "set"
  cidr {
    name    = "10.0.8.0/24"
    comment = local.comment
  }
  cidr {
    name    = "10.0.8.9"
    nomatch = var.changed
  }
}

resource "proxmox_virtual_environment_cluster_firewall_security_group" "one" {
  name    = "pages"
  comment = local.comment
  rule {
    type    = "in"
    action  = "ACCEPT"
    comment = local.comment
    dport   = var.changed ? "443" : "80"
    proto   = "tcp"
    log     = "info"
  }
}

resource "proxmox_virtual_environment_firewall_options" "one" {
  node_name    = var.node
  vm_id        = proxmox_virtual_environment_vm.one.vm_id
  dhcp         = true
  enabled      = var.changed
  input_policy = "DROP"
  macfilter    = !var.changed
}

resource "proxmox_virtual_environment_firewall_rules" "one" {
  node_name = var.node
  vm_id     = proxmox_virtual_environment_vm.one.vm_id
  rule {
    type    = "in"
    action  = var.changed ? "DROP" : "ACCEPT"
    comment = local.comment
    source  = "dc/${proxmox_virtual_environment_firewall_alias.one.name}"
    dport   = "22"
    proto   = "tcp"
  }
  rule {
    security_group = proxmox_virtual_environment_cluster_firewall_security_group.one.name
    comment        = local.comment
    iface          = "net0"
  }
}

resource "proxmox_virtual_environment_firewall_rules" "cluster" {
  rule {
    type    = "in"
    action  = "ACCEPT"
    comment = local.comment
    source  = "+${proxmox_virtual_environment_firewall_ipset.one.name}"
    macro   = var.changed ? "HTTPS" : "SSH"
  }
}

resource "proxmox_virtual_environment_firewall_alias" "vm" {
  node_name = var.node
  vm_id     = proxmox_virtual_environment_vm.one.vm_id
  name      = "own"
  cidr      = var.changed ? "10.0.9.1" : "10.0.9.2"
}

resource "proxmox_virtual_environment_firewall_ipset" "vm" {
  node_name = var.node
  vm_id     = proxmox_virtual_environment_vm.one.vm_id
  name      = "own"
  cidr {
    name = var.changed ? "10.0.8.1" : "10.0.8.2"
  }
}
