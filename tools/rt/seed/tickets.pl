#!/usr/bin/perl
# Makes the tickets of tickets.json: each begins with a customer's mail, taken in the way RT's mail gateway does.
# Usage: RTHOME, RT_SITE_CONFIG set; perl tickets.pl FOLDER
use strict;
use warnings;
use utf8;
use lib '/usr/local/share/request-tracker5/lib', '/usr/share/request-tracker5/lib';
use JSON ();
use RT -init;
use RT::Interface::Email;

my $folder = shift or die "usage: tickets.pl FOLDER\n";

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$file>;
}

# A customer's mail: a new ticket, or a reply when its subject holds [helpdesk.test #N].
sub receive {
    my ($mail, $queue) = @_;
    my ($ok, $why, $ticket) = RT::Interface::Email::Gateway({action => 'correspond', queue => $queue, message => slurp("$folder/mail/$mail")});
    die "$mail: $why\n" unless $ok == 1 && $ticket;
    return $ticket->Id;
}

sub as_agent {
    my ($name, $id) = @_;
    my $user = RT::CurrentUser->new($name);
    die "no such agent: $name\n" unless $user->Id;
    my $ticket = RT::Ticket->new($user);
    $ticket->Load($id);
    return $ticket;
}

sub act {
    my ($id, $act) = @_;
    return receive($act->{mail}, undef) if $act->{mail};
    my $ticket = as_agent($act->{by}, $id);
    my $mime = MIME::Entity->build(Type => $act->{html} ? 'text/html' : 'text/plain', Charset => 'UTF-8', Encoding => '8bit',
        Data => [Encode::encode('UTF-8', $act->{html} // $act->{text})]);
    my $do = $act->{do} eq 'comment' ? 'Comment' : 'Correspond';
    my ($ok, $why) = $ticket->$do(MIMEObj => $mime);
    die "ticket $id: $why\n" unless $ok;
}

for my $entry (@{JSON->new->utf8->decode(slurp("$folder/tickets.json"))}) {
    my $id = receive($entry->{mail}, $entry->{queue});
    my $ticket = RT::Ticket->new(RT->SystemUser);
    $ticket->Load($id);
    # Set by an agent, as it happens in life: the history then says "NIK ... added".
    my $clerk = as_agent($entry->{owner} // 'ratna', $id);
    for my $field (sort keys %{$entry->{fields} // {}}) {
        my ($ok, $why) = $clerk->AddCustomFieldValue(Field => $field, Value => $entry->{fields}{$field});
        die "ticket $id, $field: $why\n" unless $ok;
    }
    $ticket->SetOwner($entry->{owner}) if $entry->{owner};
    $ticket->SetStatus('open') if $ticket->Status eq 'new' && $entry->{owner};
    act($id, $_) for @{$entry->{then} // []};
    $ticket->SetStatus($entry->{status}) if $entry->{status};
    print "ticket $id: $entry->{queue}\n";
}
